package org.samap.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The versions of samap, as the build recorded it, and of Java. */
public final class Version implements IVersionProvider {

  public static String samap() {
    Properties properties = new Properties();
    try (@Nullable InputStream in = Version.class.getResourceAsStream("samap.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }

  public static String java() {
    return Runtime.version().toString();
  }

  @Override
  public String[] getVersion() {
    return new String[] {"samap %s (Java %s)".formatted(samap(), java())};
  }
}
