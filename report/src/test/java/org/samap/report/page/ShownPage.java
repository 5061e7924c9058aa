package org.samap.report.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A report page, read as a browser reads it.
 *
 * @param html the whole file
 * @param blocks the bytes of its blocks
 */
record ShownPage(String html, SequencedMap<String, byte[]> blocks) {
  private static final Pattern BLOCK =
      Pattern.compile("<script type=\"text/plain\" id=\"samap-(\\w+)\">([^<]*)</script>");

  static ShownPage of(Path file) {
    try {
      String html = Files.readString(file);
      SequencedMap<String, byte[]> blocks = new LinkedHashMap<>();
      Matcher found = BLOCK.matcher(html);
      while (found.find()) {
        byte[] packed = Base64.getDecoder().decode(found.group(2));
        blocks.put(
            found.group(1), new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes());
      }
      return new ShownPage(html, blocks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a block, in the order in which the page reads numbers. */
  ByteBuffer block(String name) {
    byte[] bytes = blocks.get(name);
    if (bytes == null) {
      throw new AssertionError("no block " + name + " among " + blocks.keySet());
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A list in the index, at a path of names and places. */
  List<?> list(Object... path) {
    return (List<?>) part(path);
  }

  /** An object in the index. */
  Map<?, ?> object(Object... path) {
    return (Map<?, ?>) part(path);
  }

  /** A text or a number in the index. */
  Object part(Object... path) {
    String json = new String(block("index").array(), StandardCharsets.UTF_8);
    Object part =
        new Load(LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build())
            .loadFromString(json);
    for (Object step : path) {
      part =
          switch (part) {
            case List<?> list -> list.get((int) step);
            case Map<?, ?> map -> map.get(step);
            case null, default -> throw new AssertionError("no " + step + " in " + part);
          };
    }
    return Objects.requireNonNull(part);
  }
}
