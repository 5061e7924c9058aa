package org.samap.core.anndata.formats;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import org.samap.core.anndata.hdf5.Hdf5Group;
import org.samap.core.anndata.hdf5.Hdf5Type;

/** Small loom files of version 3: 3 genes x 2 cells, (1, 0), (0, 2) and (3, 4). */
final class LoomSample {
  private static final int[] MATRIX = {1, 0, 0, 2, 3, 4};

  private LoomSample() {}

  /**
   * @param rows attributes of the genes
   * @param columns attributes of the cells
   */
  static Path write(Path path, Map<String, String[]> rows, Map<String, String[]> columns) {
    return write(path, rows, columns, Map.of());
  }

  /**
   * @param layers the layers by name, genes x cells
   */
  static Path write(
      Path path,
      Map<String, String[]> rows,
      Map<String, String[]> columns,
      Map<String, int[]> layers) {
    return TenXSample.write(
        path,
        root -> {
          numbers(root, "matrix", MATRIX);
          root.group("row_attrs", g -> texts(g, rows));
          root.group("col_attrs", g -> texts(g, columns));
          root.group(
              "layers",
              g -> {
                for (Map.Entry<String, int[]> layer : layers.entrySet()) {
                  numbers(g, layer.getKey(), layer.getValue());
                }
              });
        });
  }

  private static void texts(Hdf5Group group, Map<String, String[]> attributes) throws IOException {
    for (Map.Entry<String, String[]> a : attributes.entrySet()) {
      long[] shape = {a.getValue().length};
      group.dataset(a.getKey(), Hdf5Type.STRING, shape, d -> d.append(a.getValue()));
    }
  }

  private static void numbers(Hdf5Group group, String name, int... numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(numbers);
    long[] shape = {numbers.length / 2, 2};
    group.dataset(name, Hdf5Type.INT32, shape, d -> d.append(bytes));
  }
}
