package org.samap.core.anndata.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.samap.core.anndata.Text;
import org.samap.core.run.InputException;

/**
 * A Matrix Market file and the names of its cells and genes beside it.
 *
 * @param matrix the file
 * @param cells names of cells, one a line
 * @param genes ids, and usually symbols and types of features, one gene a line; or the places of
 *     peaks in BED
 */
record MatrixParts(Path matrix, Path cells, Path genes) {
  private static final List<String> MATRICES = List.of("matrix.mtx", "matrix.mtx.gz");
  private static final List<String> CELLS = List.of("barcodes", "cells");
  private static final List<String> GENES = List.of("features", "genes");
  private static final List<String> ENDINGS =
      List.of(".tsv", ".tsv.gz", ".txt", ".txt.gz", ".csv", ".csv.gz");
  private static final List<String> PEAKS = List.of("peaks.bed", "peaks.bed.gz");

  /** Whether features are named by their places, as Cell Ranger ATAC does. */
  boolean ofPeaks() {
    return PEAKS.stream().anyMatch(ending -> name(genes).endsWith(ending));
  }

  List<Path> files() {
    return List.of(matrix, cells, genes);
  }

  /** Whether a folder holds a matrix, or names that have lost theirs. */
  static boolean areIn(Path folder) throws IOException {
    return !matrices(folder).isEmpty()
        || ENDINGS.stream().anyMatch(e -> Files.exists(folder.resolve(CELLS.getFirst() + e)));
  }

  /**
   * Finds the files of a folder.
   *
   * @throws InputException if one is missing, or there are several matrices of no usual name
   */
  static MatrixParts in(Path folder) {
    for (String name : MATRICES) {
      if (Files.exists(folder.resolve(name))) {
        return beside(folder.resolve(name));
      }
    }
    List<Path> others;
    try {
      others = matrices(folder);
    } catch (IOException e) {
      throw InputException.unreadable(folder, e);
    }
    if (others.isEmpty()) {
      throw new InputException(
          folder + ": has names of cells but no matrix.mtx or matrix.mtx.gz; put it there");
    }
    if (others.size() > 1) {
      throw new InputException(
          "%s: holds several matrices; give one of the files: %s"
              .formatted(folder, Text.list(others.stream().map(MatrixParts::name).toList())));
    }
    return beside(others.getFirst());
  }

  private static List<Path> matrices(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> name(f).matches(".+\\.mtx(\\.gz)?")).sorted().toList();
    }
  }

  /**
   * Finds the names beside a matrix: {@code barcodes.tsv} for {@code matrix.mtx}, {@code
   * GSM1_barcodes.tsv} for {@code GSM1_matrix.mtx}, {@code x.barcodes.txt} for {@code x.mtx}.
   *
   * @throws InputException if there are none
   */
  static MatrixParts beside(Path matrix) {
    return new MatrixParts(
        matrix,
        names(matrix, "cells", CELLS, List.of(), "_cols"),
        names(matrix, "genes", GENES, PEAKS, "_rows"));
  }

  /**
   * @param whole names besides the words with an ending
   * @param mark what the Expression Atlas puts behind the name of the matrix
   */
  private static Path names(
      Path matrix, String what, List<String> words, List<String> whole, String mark) {
    Set<String> tried = new LinkedHashSet<>();
    for (String prefix : prefixes(matrix)) {
      for (String word : words) {
        ENDINGS.forEach(ending -> tried.add(prefix + word + ending));
      }
      whole.forEach(name -> tried.add(prefix + name));
    }
    tried.add(name(matrix) + mark);
    tried.add(name(matrix).replaceFirst("\\.gz$", "") + mark + ".gz");
    for (String name : tried) {
      Path file = matrix.resolveSibling(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new InputException(
        "%s: has no names of %s beside it; put there a file %s, one name a line"
            .formatted(matrix, what, tried.iterator().next()));
  }

  private static List<String> prefixes(Path matrix) {
    String stem = name(matrix).replaceFirst("\\.gz$", "").replaceFirst("\\.mtx$", "");
    if (stem.endsWith("matrix")) {
      return List.of(stem.substring(0, stem.length() - "matrix".length()));
    }
    List<String> prefixes = new ArrayList<>();
    for (String separator : List.of("_", ".", "-", "")) {
      prefixes.add(stem + separator);
    }
    prefixes.add("");
    return prefixes;
  }

  private static String name(Path file) {
    return Objects.requireNonNull(file.getFileName(), "a file has a name").toString();
  }
}
