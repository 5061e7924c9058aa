package org.samap.core.anndata.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Values;
import org.samap.core.io.TextTable;
import org.samap.core.run.InputException;

/**
 * A matrix in Matrix Market format with names of cells and genes in files beside it, such as the
 * folders of Cell Ranger (of its ATAC, with peaks for genes, too) and the files that data bases
 * split these into. The matrix is read when its blocks are asked for, as often as they are.
 */
record MatrixMarketFile(Path path, AnnData data) implements DataFile {

  /**
   * @param path what the user gave
   * @throws InputException if a file is damaged, or they do not belong together
   */
  static MatrixMarketFile of(Path path, MatrixParts parts, ReadOptions options) {
    DataFrame obs = DataFrame.of(column(rows(parts.cells()), 0));
    List<List<String>> features = parts.ofPeaks() ? places(parts.genes()) : rows(parts.genes());
    int[] kept = kept(parts.genes(), features, options);
    boolean cellsFirst = options.transpose();
    long entries;
    try (CoordinateLines header = CoordinateLines.open(parts.matrix())) {
      requireSize(parts, header, cellsFirst, obs.rows(), features.size());
      entries = header.entries();
    }
    int[] columnOf = new int[features.size()];
    Arrays.fill(columnOf, -1);
    for (int i = 0; i < kept.length; i++) {
      columnOf[kept[i]] = i;
    }
    BlockMatrix x =
        new BlockMatrix(
            obs.rows(),
            kept.length,
            entries,
            new CoordinateMatrix(parts.matrix(), obs.rows(), cellsFirst, columnOf));
    return new MatrixMarketFile(path, AnnData.of(obs, var(features, kept, options)).withX(x));
  }

  @Override
  public boolean canBeTransposed() {
    return true;
  }

  @Override
  public void close() {
    // Nothing is open between two passes.
  }

  private static int[] kept(Path file, List<List<String>> features, ReadOptions options) {
    boolean typed = !features.isEmpty() && features.stream().allMatch(f -> f.size() > 2);
    if (!typed) {
      return IntStream.range(0, features.size()).toArray();
    }
    String[] types = column(features, 2).toArray(String[]::new);
    return GeneChoice.of(file, types, Optional.empty(), options);
  }

  private static DataFrame var(List<List<String>> features, int[] kept, ReadOptions options) {
    List<List<String>> chosen = Arrays.stream(kept).mapToObj(features::get).toList();
    int columns = chosen.stream().mapToInt(List::size).min().orElse(1);
    if (columns == 1) {
      return DataFrame.of(column(chosen, 0));
    }
    DataFrame var =
        options
            .geneNames()
            .table(
                column(chosen, 0).toArray(String[]::new), column(chosen, 1).toArray(String[]::new));
    return columns == 2
        ? var
        : var.with("feature_types", Values.of(column(chosen, 2).toArray(String[]::new)));
  }

  private static void requireSize(
      MatrixParts parts, CoordinateLines header, boolean cellsFirst, int cells, int genes) {
    long cellsThere = cellsFirst ? header.rows() : header.columns();
    long genesThere = cellsFirst ? header.columns() : header.rows();
    if (cellsThere == cells && genesThere == genes) {
      return;
    }
    if (cellsThere == genes && genesThere == cells) {
      throw InputException.about(
          "transpose",
          "%s: has a %s for every cell; change transpose"
              .formatted(parts.matrix(), cellsFirst ? "column" : "row"));
    }
    boolean wrongCells = cellsThere != cells;
    throw new InputException(
        "%s: has %d names, but %s has %d %s; give the files of one matrix, without a line of titles"
            .formatted(
                wrongCells ? parts.cells() : parts.genes(),
                wrongCells ? cells : genes,
                parts.matrix().getFileName(),
                wrongCells ? cellsThere : genesThere,
                wrongCells ? "cells" : "genes"));
  }

  /** Names such as {@code chr1:100-200} of the rows of a BED file. */
  private static List<List<String>> places(Path file) {
    List<List<String>> names = new ArrayList<>();
    try (TextTable table = TextTable.open(file)) {
      while (table.next()) {
        List<String> row = table.fields();
        if (row.size() < 3) {
          throw table.error("it has no chromosome, start and end, separated by tabs");
        }
        names.add(List.of("%s:%s-%s".formatted(row.get(0), row.get(1), row.get(2))));
      }
    }
    return names;
  }

  private static List<List<String>> rows(Path file) {
    List<List<String>> rows = new ArrayList<>();
    try (TextTable table = TextTable.open(file)) {
      while (table.next()) {
        rows.add(table.fields());
      }
    }
    return rows;
  }

  private static List<String> column(List<List<String>> rows, int column) {
    return rows.stream().map(row -> row.get(column)).toList();
  }
}
