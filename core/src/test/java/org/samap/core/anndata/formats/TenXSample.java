package org.samap.core.anndata.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.samap.core.anndata.hdf5.Hdf5Group;
import org.samap.core.anndata.hdf5.Hdf5Type;
import org.samap.core.anndata.hdf5.Hdf5Writer;
import org.samap.core.io.OutputFile;
import org.samap.core.run.Workers;

/** Small HDF5 files as Cell Ranger writes them: 2 cells, (1, 0, 2) and (0, 3, 4) of 3 features. */
final class TenXSample {
  private static final String[] CELLS = {"AAC-1", "CCG-1"};
  private static final String[] IDS = {"ENSG1", "ENSG2", "ENSG3"};
  private static final String[] SYMBOLS = {"A", "B", "A"};

  private TenXSample() {}

  /** Version 3, with the types and the genomes of its features. */
  static Path features(Path path, String[] types, String[] genomes) {
    return features(path, types, genomes, 0, 2, 4);
  }

  /** The same, with where each cell's values begin. */
  static Path features(Path path, String[] types, String[] genomes, int... positions) {
    return write(
        path,
        root ->
            root.group(
                "matrix",
                matrix -> {
                  cells(matrix, 3, positions, CELLS);
                  matrix.group(
                      "features",
                      features -> {
                        texts(features, "id", IDS);
                        texts(features, "name", SYMBOLS);
                        texts(features, "feature_type", types);
                        texts(features, "genome", genomes);
                      });
                }));
  }

  /** Version 2, with a group for every genome. */
  static Path genomes(Path path, String... genomes) {
    return write(
        path,
        root -> {
          for (String genome : genomes) {
            root.group(
                genome,
                matrix -> {
                  cells(matrix, 3, CELLS);
                  texts(matrix, "genes", IDS);
                  texts(matrix, "gene_names", SYMBOLS);
                });
          }
        });
  }

  /** Version 2, with other names of cells, or another number of genes than there are names. */
  static Path inconsistent(Path path, int genes, String... cells) {
    return write(
        path,
        root ->
            root.group(
                "g",
                matrix -> {
                  cells(matrix, genes, cells);
                  texts(matrix, "genes", IDS);
                  texts(matrix, "gene_names", SYMBOLS);
                }));
  }

  /** Version 2, with fewer symbols than genes. */
  static Path fewSymbols(Path path) {
    return write(
        path,
        root ->
            root.group(
                "g",
                matrix -> {
                  cells(matrix, 3, CELLS);
                  texts(matrix, "genes", IDS);
                  texts(matrix, "gene_names", "A");
                }));
  }

  private static void cells(Hdf5Group matrix, int genes, String... cells) throws IOException {
    cells(matrix, genes, new int[] {0, 2, 4}, cells);
  }

  private static void cells(Hdf5Group matrix, int genes, int[] positions, String... cells)
      throws IOException {
    texts(matrix, "barcodes", cells);
    numbers(matrix, "data", 1, 2, 3, 4);
    numbers(matrix, "indices", 0, 2, 1, 2);
    numbers(matrix, "indptr", positions);
    numbers(matrix, "shape", genes, 2);
  }

  private static void texts(Hdf5Group group, String name, String... texts) throws IOException {
    group.dataset(name, Hdf5Type.STRING, new long[] {texts.length}, d -> d.append(texts));
  }

  private static void numbers(Hdf5Group group, String name, int... numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(numbers);
    group.dataset(name, Hdf5Type.INT32, new long[] {numbers.length}, d -> d.append(bytes));
  }

  static Path write(Path path, Hdf5Group.Content<Hdf5Group> content) {
    try (Workers workers = Workers.of(1)) {
      OutputFile.write(
          path,
          channel -> {
            Hdf5Writer writer = Hdf5Writer.to(channel, workers);
            content.writeTo(writer.root());
            writer.finish();
          });
    }
    return path;
  }
}
