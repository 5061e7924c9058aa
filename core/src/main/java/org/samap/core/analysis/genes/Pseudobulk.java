package org.samap.core.analysis.genes;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.Workers;

/**
 * The normalised counts of one species, added up over the cells of every donor and type. Memory: 4
 * bytes for each type, donor and gene that occur together.
 *
 * @param nodes the types of the species
 * @param donors the donors of the species
 * @param sizes the number of cells of every type and donor
 * @param cells the number of cells of every donor in all types
 * @param sums for every type and donor the sum of each gene; empty without cells
 * @param totals for every donor the sum of each gene in all types
 */
record Pseudobulk(
    int[] nodes, int[] donors, int[][] sizes, int[] cells, float[][][] sums, double[][] totals) {

  /**
   * One pass over the cells of the donors.
   *
   * @param x the preprocessed expression of the species
   * @param counts turns a value of it into a normalised count
   */
  static Pseudobulk of(
      Expression x,
      CellLabels types,
      CellLabels donors,
      int species,
      DoubleUnaryOperator counts,
      Workers workers) {
    int[] nodes = ofSpecies(types, species);
    int[] animals = ofSpecies(donors, species);
    int start = types.cells().start(species);
    IntStream.Builder[][] groups = new IntStream.Builder[nodes.length][animals.length];
    for (IntStream.Builder[] row : groups) {
      Arrays.setAll(row, _ -> IntStream.builder());
    }
    for (int c = 0; c < x.cells(); c++) {
      int type = Arrays.binarySearch(nodes, types.nodeOf()[start + c]);
      int donor = Arrays.binarySearch(animals, donors.nodeOf()[start + c]);
      if (type >= 0 && donor >= 0) {
        groups[type][donor].add(c);
      }
    }
    int[][] sizes = new int[nodes.length][animals.length];
    float[][][] sums = new float[nodes.length][animals.length][];
    workers.forEach(
        nodes.length * animals.length,
        i -> {
          int type = i / animals.length;
          int donor = i % animals.length;
          int[] group = groups[type][donor].build().toArray();
          sizes[type][donor] = group.length;
          sums[type][donor] = sum(x, group, counts);
        });
    int[] cells = new int[animals.length];
    for (int[] ofType : sizes) {
      Arrays.setAll(cells, donor -> cells[donor] + ofType[donor]);
    }
    double[][] totals = new double[animals.length][x.genes()];
    for (float[][] ofType : sums) {
      for (int donor = 0; donor < animals.length; donor++) {
        for (int g = 0; g < ofType[donor].length; g++) {
          totals[donor][g] += ofType[donor][g];
        }
      }
    }
    return new Pseudobulk(nodes, animals, sizes, cells, sums, totals);
  }

  private static int[] ofSpecies(CellLabels labels, int species) {
    return IntStream.range(0, labels.nodes().size())
        .filter(n -> labels.speciesOf()[n] == species)
        .toArray();
  }

  private static float[] sum(Expression x, int[] cells, DoubleUnaryOperator counts) {
    if (cells.length == 0) {
      return new float[0];
    }
    double[] sums = new double[x.genes()];
    RowCursor row = x.cursor();
    for (int cell : cells) {
      row.read(cell);
      for (int p = row.from(); p < row.to(); p++) {
        sums[row.genes()[p]] += counts.applyAsDouble(row.values()[p]);
      }
    }
    float[] rounded = new float[sums.length];
    for (int g = 0; g < rounded.length; g++) {
      rounded[g] = (float) sums[g];
    }
    return rounded;
  }

  /** The number of a donor's cells that have another type. */
  int rest(int type, int donor) {
    return cells[donor] - sizes[type][donor];
  }

  /** The sum of a gene in a donor's cells of a type. */
  double sum(int type, int donor, int gene) {
    return sizes[type][donor] == 0 ? 0 : sums[type][donor][gene];
  }

  /** The sum of a gene in a donor's cells of other types. */
  double sumOfRest(int type, int donor, int gene) {
    return Math.max(0, totals[donor][gene] - sum(type, donor, gene));
  }
}
