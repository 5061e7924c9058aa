package org.samap.report.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.samap.core.matrix.FloatMatrix;
import org.samap.report.data.CellColumn;
import org.samap.report.data.CellViews;

/**
 * The blocks with a number for each cell. Numbers of more than one byte are little-endian and
 * planar: all first coordinates, then all second ones, and so on.
 */
final class CellBlocks {
  /** Two bytes for a cell without a label. */
  private static final int NO_CODE = 0xFFFF;

  private static final int MOST_SHADE = 255;
  private static final int MOST_PLACE = 65_535;

  private CellBlocks() {}

  /** Two coordinates of 16 bits, in the same units: the larger extent fills them. */
  static PageBlock umap(FloatMatrix umap) {
    int cells = umap.rows();
    float[] low = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
    float[] high = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int c = 0; c < cells; c++) {
      for (int d = 0; d < 2; d++) {
        low[d] = Math.min(low[d], umap.get(c, d));
        high[d] = Math.max(high[d], umap.get(c, d));
      }
    }
    double extent = Math.max(high[0] - low[0], high[1] - low[1]);
    double scale = extent > 0 ? MOST_PLACE / extent : 0;
    byte[] bytes = new byte[Math.multiplyExact(4, cells)];
    ByteBuffer out = over(bytes);
    for (int d = 0; d < 2; d++) {
      double margin = (MOST_PLACE - (high[d] - low[d]) * scale) / 2;
      for (int c = 0; c < cells; c++) {
        out.putShort((short) Math.round((umap.get(c, d) - low[d]) * scale + margin));
      }
    }
    return PageBlock.of("umap", bytes);
  }

  /** A code of 16 bits for each cell; {@code 0xFFFF} for -1. */
  static PageBlock codes(String name, int[] codes) {
    byte[] bytes = new byte[Math.multiplyExact(2, codes.length)];
    ByteBuffer out = over(bytes);
    for (int code : codes) {
      out.putShort((short) (code < 0 ? NO_CODE : code));
    }
    return PageBlock.of(name, bytes);
  }

  static List<PageBlock> columns(List<CellColumn> columns) {
    List<PageBlock> blocks = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      blocks.add(codes("column" + i, columns.get(i).codes()));
    }
    return blocks;
  }

  /** The alignment of every cell to each species, 0 to 255. */
  static PageBlock alignment(CellViews views) {
    byte[] bytes = new byte[size(1, views.alignment().length, views.alignment()[0].length)];
    ByteBuffer out = over(bytes);
    for (float[] toSpecies : views.alignment()) {
      for (float value : toSpecies) {
        out.put((byte) Math.round(value * MOST_SHADE));
      }
    }
    return PageBlock.of("alignment", bytes);
  }

  /** The node of each species that most of a cell's edges lead to. */
  static PageBlock labels(CellViews views) {
    byte[] bytes = new byte[size(2, views.label().length, views.label()[0].length)];
    ByteBuffer out = over(bytes);
    for (int[] ofSpecies : views.label()) {
      for (int node : ofSpecies) {
        out.putShort((short) (node < 0 ? NO_CODE : node));
      }
    }
    return PageBlock.of("transferred", bytes);
  }

  /** The strongest partner of each cell in each species, of 32 bits; -1 for none. */
  static PageBlock partners(CellViews views) {
    byte[] bytes = new byte[size(4, views.partner().length, views.partner()[0].length)];
    ByteBuffer out = over(bytes);
    for (int[] inSpecies : views.partner()) {
      for (int cell : inSpecies) {
        out.putInt(cell);
      }
    }
    return PageBlock.of("partners", bytes);
  }

  private static int size(int each, int rows, int columns) {
    return Math.toIntExact((long) each * rows * columns);
  }

  private static ByteBuffer over(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
