package org.samap.core.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A valid input that a reader is given, damaged.
 *
 * @param name of the file or the folder
 * @param files the bytes by the path within the folder; by an empty path for a single file
 * @param damaged the names of the files that are damaged; all of them if there are none
 */
public record Specimen(String name, SequencedMap<String, byte[]> files, List<String> damaged) {
  private static final String ALONE = "";

  public static Specimen of(String name, byte[] content) {
    SequencedMap<String, byte[]> files = new TreeMap<>();
    files.put(ALONE, content);
    return folder(name, files);
  }

  public static Specimen of(String name, String text) {
    return of(name, utf8(text));
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] gzip(String text) {
    return Damage.gzip(utf8(text));
  }

  /** A file, or a folder and all that is in it. */
  public static Specimen of(Path path) {
    String name = path.getFileName().toString();
    try (Stream<Path> all = Files.walk(path)) {
      SequencedMap<String, byte[]> files = new TreeMap<>();
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(path.relativize(file).toString(), Files.readAllBytes(file));
      }
      return folder(name, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Specimen folder(String name, SequencedMap<String, byte[]> files) {
    return new Specimen(name, files, List.of());
  }

  /** The same, with damage in some of its files alone. */
  public Specimen damagedIn(String... names) {
    return new Specimen(name, files, List.of(names));
  }

  byte[] content(String file) {
    return Objects.requireNonNull(files.get(file), file);
  }

  List<String> targets() {
    return damaged.isEmpty() ? List.copyOf(files.keySet()) : damaged;
  }
}
