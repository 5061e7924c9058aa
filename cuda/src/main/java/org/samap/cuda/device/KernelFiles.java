package org.samap.cuda.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The PTX of the kernels, a file for each source file, beside this program's classes. */
final class KernelFiles {
  private static final String FOLDER = "org/samap/cuda/kernels/";
  private static final String ENDING = ".ptx";

  private KernelFiles() {}

  /** The names of all source files, in order, such as {@code search} for {@code search.cu}. */
  static List<String> names() {
    try {
      Path classes =
          Path.of(KernelFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isDirectory(classes) ? inFolder(classes.resolve(FOLDER)) : inJar(classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("classes that are in no file", e);
    }
  }

  private static List<String> inFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return names(files.map(file -> file.getFileName().toString()));
    }
  }

  private static List<String> inJar(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      return names(
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith(FOLDER))
              .map(name -> name.substring(FOLDER.length())));
    }
  }

  private static List<String> names(Stream<String> files) {
    return files
        .filter(name -> name.endsWith(ENDING))
        .map(name -> name.substring(0, name.length() - ENDING.length()))
        .sorted()
        .toList();
  }

  /** The PTX of a source file. */
  static String ptx(String name) {
    String resource = "/" + FOLDER + name + ENDING;
    try (InputStream in = KernelFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("there are no kernels '" + name + "'");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
