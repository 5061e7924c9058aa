package org.samap.report.page;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.run.Workers;

/**
 * The expression of some genes: the mean and the share of expressing cells in every type, and for
 * the first of them the value of every cell. Values are shares of the gene's largest in 255 steps.
 * Only values above 0 are stored, so a gene takes about two bytes for each cell that expresses it.
 */
final class ExpressionBlocks {
  private static final int STEPS = 255;

  private final int[] genes;
  private final GeneAxis axis;
  private final CellLabels labels;
  private final List<Expression> expression;
  private final Workers workers;

  /** The place among {@link #genes} of every gene of the axis, or -1. */
  private final int[] placeOf;

  private final double[][] sums;
  private final int[][] expressing;
  private final float[] largest;

  private ExpressionBlocks(
      ShownGenes shown,
      GeneAxis axis,
      CellLabels labels,
      List<Expression> expression,
      Workers workers) {
    this.genes = shown.genes();
    this.axis = axis;
    this.labels = labels;
    this.expression = expression;
    this.workers = workers;
    this.placeOf = new int[axis.size()];
    Arrays.fill(placeOf, -1);
    for (int i = 0; i < genes.length; i++) {
      placeOf[genes[i]] = i;
    }
    this.sums = new double[genes.length][labels.nodes().size()];
    this.expressing = new int[genes.length][labels.nodes().size() + 1];
    this.largest = new float[genes.length];
  }

  /** Passes over the expression once to sum it up. */
  static ExpressionBlocks of(
      ShownGenes shown,
      GeneAxis axis,
      CellLabels labels,
      List<Expression> expression,
      Workers workers) {
    ExpressionBlocks blocks = new ExpressionBlocks(shown, axis, labels, expression, workers);
    blocks.eachValue(
        genesOf(shown.genes().length),
        (place, cell, value) -> {
          int node = labels.nodeOf()[cell];
          if (node == CellLabels.NONE) {
            blocks.expressing[place][labels.nodes().size()]++;
          } else {
            blocks.sums[place][node] += value;
            blocks.expressing[place][node]++;
          }
          blocks.largest[place] = Math.max(blocks.largest[place], value);
        });
    return blocks;
  }

  private static boolean[] genesOf(int count) {
    boolean[] all = new boolean[count];
    Arrays.fill(all, true);
    return all;
  }

  /** What is done with a value above 0 of a chosen gene; the cells of a gene come in order. */
  @FunctionalInterface
  private interface Use {
    void of(int place, int cell, float value);
  }

  /** Species are passed over side by side; a gene belongs to one of them. */
  private void eachValue(boolean[] chosen, Use use) {
    workers.forEach(
        expression.size(),
        s -> {
          Expression x = expression.get(s);
          RowCursor cursor = x.cursor();
          for (int c = 0; c < x.cells(); c++) {
            cursor.read(c);
            for (int p = cursor.from(); p < cursor.to(); p++) {
              int place = placeOf[axis.start(s) + cursor.genes()[p]];
              if (place >= 0 && chosen[place] && cursor.values()[p] > 0) {
                use.of(place, labels.cells().start(s) + c, cursor.values()[p]);
              }
            }
          }
        });
  }

  /** The number of cells that express a gene. */
  private int count(int place) {
    return Arrays.stream(expressing[place]).sum();
  }

  /** The most of the first genes that have at most so many values together. */
  int genesWithin(long values) {
    long all = 0;
    for (int i = 0; i < genes.length; i++) {
      all += count(i);
      if (all > values) {
        return i;
      }
    }
    return genes.length;
  }

  /** The mean and the share of expressing cells of every gene in each type of its species. */
  PageBlock dots() {
    int[] sizes = labels.sizes();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < genes.length; i++) {
      double most = largestMean(i);
      for (int n : nodesOf(i)) {
        double mean = sums[i][n] / sizes[n];
        bytes.write(most == 0 ? 0 : (int) Math.round(mean / most * STEPS));
        bytes.write((int) Math.round((double) expressing[i][n] / sizes[n] * STEPS));
      }
    }
    return PageBlock.of("dots", bytes.toByteArray());
  }

  private int[] nodesOf(int place) {
    int species = axis.speciesOf(genes[place]);
    return IntStream.range(0, labels.nodes().size())
        .filter(n -> labels.speciesOf()[n] == species)
        .toArray();
  }

  private double largestMean(int place) {
    int[] sizes = labels.sizes();
    return IntStream.of(nodesOf(place)).mapToDouble(n -> sums[place][n] / sizes[n]).max().orElse(0);
  }

  /**
   * The values of the first genes: for each gene the steps from one expressing cell to the next,
   * seven bits a byte, low ones first; then for each gene the values.
   */
  Values values(int count) {
    byte[][] shades = new byte[count][];
    ByteArrayOutputStream[] steps = new ByteArrayOutputStream[count];
    int[] done = new int[count];
    int[] before = new int[count];
    boolean[] chosen = new boolean[genes.length];
    for (int i = 0; i < count; i++) {
      shades[i] = new byte[count(i)];
      steps[i] = new ByteArrayOutputStream();
      before[i] = labels.cells().start(axis.speciesOf(genes[i]));
      chosen[i] = true;
    }
    eachValue(
        chosen,
        (place, cell, value) -> {
          int step = cell - before[place];
          for (; step > 0x7F; step >>>= 7) {
            steps[place].write((step & 0x7F) | 0x80);
          }
          steps[place].write(step);
          before[place] = cell;
          shades[place][done[place]++] =
              (byte) Math.max(1, Math.round(value / largest[place] * STEPS));
        });
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Arrays.stream(steps).forEach(s -> bytes.writeBytes(s.toByteArray()));
    Arrays.stream(shades).forEach(bytes::writeBytes);
    return new Values(
        PageBlock.of("expression", bytes.toByteArray()),
        done,
        Arrays.stream(steps).mapToInt(ByteArrayOutputStream::size).toArray());
  }

  /**
   * @param counts the number of values of each gene
   * @param stepBytes the bytes of its steps
   */
  record Values(PageBlock block, int[] counts, int[] stepBytes) {}

  /** What the page has to know to read the blocks. */
  void describe(JsonText json, Values values, double[] weights) {
    json.name("genes").begin('{');
    json.name("names").texts(IntStream.of(genes).mapToObj(axis::name).toList());
    json.name("species").numbers(IntStream.of(genes).map(axis::speciesOf).toArray());
    json.name("largest").numbers(rounded(i -> largest[i]));
    json.name("largestMean").numbers(rounded(this::largestMean));
    json.name("weights").numbers(rounded(i -> weights[genes[i]]));
    json.name("counts").numbers(values.counts);
    json.name("stepBytes").numbers(values.stepBytes);
    json.end('}');
  }

  private double[] rounded(IntToDoubleFunction value) {
    return IntStream.range(0, genes.length)
        .mapToDouble(i -> Math.rint(value.applyAsDouble(i) * 1e4) / 1e4)
        .toArray();
  }
}
