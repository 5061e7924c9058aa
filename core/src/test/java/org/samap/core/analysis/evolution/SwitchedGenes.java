package org.samap.core.analysis.evolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.genes.GenePairs.NodePair;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.Preprocessor;

/**
 * Counts of two species with the same three types and the same expression, measured to different
 * depths, in which some genes are switched off in type 0. Gene i of one species is the ortholog of
 * gene i of the other. Each type has 100 genes of its own; counts are negative binomial.
 */
final class SwitchedGenes {
  static final int GENES = 1500;
  static final int TYPES = 3;
  private static final int MARKERS = 100;
  private static final double SHAPE = 2;

  private final int[] cells;
  private final double[] depths;
  private final int switched;
  private final long seed;

  /**
   * @param cells the number of cells of a type in either species
   * @param depths the mean total of a cell
   * @param switched genes 0, 2, 4 ... are off in the second species, 1, 3, 5 ... in the first, up
   *     to this one
   */
  SwitchedGenes(int[] cells, double[] depths, int switched, long seed) {
    this.cells = cells;
    this.depths = depths;
    this.switched = switched;
    this.seed = seed;
  }

  /** The genes that are off in a species. */
  BitSet off(int species) {
    BitSet off = new BitSet();
    IntStream.range(0, switched).filter(g -> g % 2 != species).forEach(off::set);
    return off;
  }

  private double[] profile(int type) {
    RandomStream random = RandomStream.of(seed, "levels", 0);
    double[] level = new double[GENES];
    for (int g = 0; g < GENES; g++) {
      level[g] = StrictMath.exp(1.5 * random.nextGaussian());
      int of = (g - switched) / MARKERS;
      if (g >= switched && of < TYPES) {
        level[g] *= of == type ? 5 : 0.2;
      }
    }
    double sum = Arrays.stream(level).sum();
    return Arrays.stream(level).map(x -> x / sum).toArray();
  }

  private Expression expression(int species, Workers workers) {
    HeapExpression.Builder x = HeapExpression.builder(GENES);
    for (int c = 0; c < TYPES * cells[species]; c++) {
      int type = c % TYPES;
      double[] profile = profile(type);
      RandomStream random = RandomStream.of(seed, "cells of " + species, c);
      double depth = depths[species] * StrictMath.exp(0.35 * random.nextGaussian());
      BitSet off = off(species);
      for (int g = 0; g < GENES; g++) {
        double mean = type == 0 && off.get(g) ? 0 : depth * profile[g];
        int count = negativeBinomial(mean, random);
        if (count > 0) {
          x.add(g, count);
        }
      }
      x.endCell();
    }
    return Preprocessor.run(x.build(), PreprocessParams.defaults(), CpuEngine.on(workers))
        .expression();
  }

  /** A geometric-like draw: Poisson around a gamma of shape 2, the sum of two exponentials. */
  private static int negativeBinomial(double mean, RandomStream random) {
    double gamma = 0;
    for (int i = 0; i < SHAPE; i++) {
      gamma -= StrictMath.log(1 - random.nextDouble());
    }
    double rate = mean * gamma / SHAPE;
    int count = -1;
    for (double time = 0; time <= rate; count++) {
      time -= StrictMath.log(1 - random.nextDouble());
    }
    return count;
  }

  MappedGenes mapped(Workers workers) {
    List<String> ids = List.of("aa", "bb");
    List<List<String>> labels = new ArrayList<>();
    List<List<String>> names = new ArrayList<>();
    for (int s = 0; s < 2; s++) {
      labels.add(IntStream.range(0, TYPES * cells[s]).mapToObj(c -> "type" + c % TYPES).toList());
      names.add(IntStream.range(0, GENES).mapToObj(g -> "g" + g).toList());
    }
    CellLabels of = CellLabels.of(ids, labels);
    SparseMatrix.Builder links = SparseMatrix.builder(2 * GENES, 2 * GENES);
    for (int g = 0; g < 2 * GENES; g++) {
      links.add((g + GENES) % (2 * GENES), 1);
      links.endRow();
    }
    SparseMatrix orthologs = links.build();
    int total = of.cells().total();
    SparseMatrix.Builder graph = SparseMatrix.builder(total, total);
    IntStream.range(0, total).forEach(c -> graph.endRow());
    double[] weights = new double[2 * GENES];
    Arrays.fill(weights, 1);
    return new MappedGenes(
        of,
        graph.build(),
        GeneAxis.of(ids, names),
        orthologs,
        orthologs,
        List.of(expression(0, workers), expression(1, workers)),
        weights);
  }

  /** Of type 0 in both species: genes off in the second species, then genes off in the first. */
  static List<TypeDivergence.Direction> compared(
      MappedGenes data, TypeDivergence.Params params, Workers workers) {
    MappingScores scores = MappingScores.of(data.graph(), data.labels(), 1, 0);
    return TypeDivergence.of(data, scores, List.of(new NodePair(0, TYPES)), params, workers)
        .directions();
  }

  /** The gene of the second species that most cells of its type 0 detect. */
  static int mostDetected(MappedGenes data) {
    try (Workers one = Workers.of(1)) {
      TypeDetection detection = TypeDetection.of(data, one);
      return IntStream.range(GENES, 2 * GENES)
          .boxed()
          .max(Comparator.comparingInt(g -> detection.cells(TYPES, g)))
          .orElseThrow();
    }
  }
}
