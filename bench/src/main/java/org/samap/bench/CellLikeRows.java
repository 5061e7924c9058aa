package org.samap.bench;

import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * Rows that lie as principal components of cells do: around the centres of types, along 12
 * directions of each type and with noise in all columns, the standard deviation of a column falling
 * with its number in its block of at most 300 columns.
 *
 * @param types the number of clusters; 0 gives noise of the same size in all columns, the worst
 *     case of a search
 * @param seed of the types; rows of two seeds have types in common if this is the same
 */
record CellLikeRows(int columns, int types, long seed) {
  private static final int DIRECTIONS = 12;
  private static final int BLOCK = 300;
  private static final int TASK = 4096;

  /**
   * @param species drawn anew and moved a little for each
   */
  CellMatrix draw(int rows, long species, Workers workers) {
    CellMatrix out = CellMatrix.zeros(rows, columns);
    float[][] centres = new float[types][];
    float[][] directions = new float[types * DIRECTIONS][];
    for (int t = 0; t < types; t++) {
      centres[t] = gaussian("centre", t);
      float[] shift = gaussian("shift", t + types * (species + 1));
      for (int c = 0; c < columns; c++) {
        centres[t][c] += 0.3f * shift[c];
      }
    }
    for (int d = 0; d < directions.length; d++) {
      directions[d] = gaussian("direction", d);
    }
    workers.forRanges(
        rows,
        TASK,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            write(r, RandomStream.of(seed, "row-" + species, r), centres, directions, out);
          }
        });
    return out;
  }

  private void write(
      int r, RandomStream random, float[][] centres, float[][] directions, CellMatrix out) {
    int at = out.offset(r);
    float[] x = out.values(r);
    if (types > 0) {
      int type = (int) (types * Math.pow(random.nextDouble(), 1.5)); // some are common, some rare
      add(1.2f, centres[type], x, at);
      for (int d = 0; d < DIRECTIONS; d++) {
        float score = (float) (random.nextGaussian() * 0.9 / Math.sqrt(1 + 0.5 * d));
        add(score, directions[type * DIRECTIONS + d], x, at);
      }
    }
    for (int c = 0; c < columns; c++) {
      float deviation = types == 0 ? 1 : (float) Math.pow(1 + 0.2 * (c % BLOCK), -0.5);
      float noise = types == 0 ? 1 : 0.5f;
      x[at + c] = deviation * (x[at + c] + noise * (float) random.nextGaussian());
    }
  }

  private void add(float factor, float[] from, float[] to, int at) {
    for (int c = 0; c < columns; c++) {
      to[at + c] += factor * from[c];
    }
  }

  private float[] gaussian(String purpose, long index) {
    RandomStream random = RandomStream.of(seed, purpose, index);
    float[] out = new float[columns];
    for (int c = 0; c < columns; c++) {
      out[c] = (float) random.nextGaussian();
    }
    return out;
  }
}
