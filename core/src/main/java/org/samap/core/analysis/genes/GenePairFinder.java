package org.samap.core.analysis.genes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/** Finds the gene pairs that join pairs of nodes, as {@link GenePairs} defines them. */
final class GenePairFinder {
  /** Standard deviations below this share of the root mean square are only rounding. */
  private static final double CONSTANT = 1e-12;

  private final MappedGenes data;
  private final List<Markers> markers;
  private final GenePairs.Params params;
  private final Workers workers;
  private final LinkedExpression expression;
  private final Map<TwoSpecies, Edges> edges = new ConcurrentHashMap<>();

  GenePairFinder(
      MappedGenes data, List<Markers> markers, GenePairs.Params params, Workers workers) {
    this.data = data;
    this.markers = markers;
    this.params = params;
    this.workers = workers;
    this.expression = new LinkedExpression(data, workers);
  }

  List<GenePairs.Mapping> find(List<GenePairs.NodePair> nodes) {
    int[] used =
        nodes.stream().flatMapToInt(p -> IntStream.of(p.a(), p.b())).distinct().sorted().toArray();
    double[][] fractions = new double[data.labels().nodes().size()][];
    workers.forEach(used.length, i -> fractions[used[i]] = expression.fractionsAboveMean(used[i]));
    GenePairs.Mapping[] found = new GenePairs.Mapping[nodes.size()];
    workers.forEach(
        found.length,
        i -> {
          int a = nodes.get(i).a();
          int b = nodes.get(i).b();
          Side sideA = new Side(a, expression.linkedMeans(a, b), fractions[a]);
          Side sideB = new Side(b, expression.linkedMeans(b, a), fractions[b]);
          found[i] = new GenePairs.Mapping(a, b, pairs(sideA, sideB, edgesBetween(a, b)));
        });
    return List.of(found);
  }

  private record TwoSpecies(int a, int b) {}

  /** The genes of every refined edge between two species, in gene order. */
  private record Edges(int[] from, int[] to) {}

  /** The edges between two species, found once for all their nodes. */
  private Edges edgesBetween(int a, int b) {
    int[] speciesOf = data.labels().speciesOf();
    return edges.computeIfAbsent(new TwoSpecies(speciesOf[a], speciesOf[b]), this::edges);
  }

  private Edges edges(TwoSpecies species) {
    GeneAxis genes = data.genes();
    SparseMatrix refined = data.refined();
    IntStream.Builder from = IntStream.builder();
    IntStream.Builder to = IntStream.builder();
    for (int g = genes.start(species.a); g < genes.end(species.a); g++) {
      for (int p = refined.offset(g); p < refined.offset(g + 1); p++) {
        int h = refined.index(p);
        if (genes.speciesOf(h) == species.b && refined.value(p) != 0) {
          from.add(g);
          to.add(h);
        }
      }
    }
    return new Edges(from.build().toArray(), to.build().toArray());
  }

  /** One node of a pair. */
  private final class Side {
    private final int node;
    private final int species;
    private final int start;
    private final double[] means;
    private final double[] fractions;

    /**
     * @param means the mean of the linked cells, per gene of the species
     * @param fractions the share of all cells above the mean, per gene
     */
    Side(int node, double[] means, double[] fractions) {
      this.node = node;
      this.species = data.labels().speciesOf()[node];
      this.start = data.genes().start(species);
      this.means = means;
      this.fractions = fractions;
    }

    double mean(int gene) {
      return means[gene - start];
    }

    boolean counts(int gene) {
      return data.weights()[gene] >= params.minWeight()
          && fractions[gene - start] > params.minFraction();
    }

    double logP(int gene) {
      return markers.get(species).logP(node, gene - start);
    }
  }

  private List<GenePairs.GenePair> pairs(Side a, Side b, Edges edges) {
    double[] scaledA = aboveMean(Arrays.stream(edges.from).mapToDouble(a::mean).toArray());
    double[] scaledB = aboveMean(Arrays.stream(edges.to).mapToDouble(b::mean).toArray());
    int n = scaledA.length;
    double[] values = new double[n];
    for (int e = 0; e < n; e++) {
      if (a.counts(edges.from[e]) && b.counts(edges.to[e])) {
        values[e] = scaledA[e] * scaledB[e] / n;
      }
    }
    double logMaxP = StrictMath.log(params.maxP());
    List<GenePairs.GenePair> pairs = new ArrayList<>();
    IntStream.range(0, n)
        .filter(e -> values[e] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(e -> -values[e]))
        .limit(params.nGenes())
        .map(e -> pair(a, b, edges.from[e], edges.to[e], values[e]))
        .filter(pair -> pair.logPA() < logMaxP && pair.logPB() < logMaxP)
        .forEach(pairs::add);
    return pairs;
  }

  private GenePairs.GenePair pair(Side a, Side b, int geneA, int geneB, double value) {
    return new GenePairs.GenePair(
        geneA,
        geneB,
        value,
        a.logP(geneA),
        b.logP(geneB),
        data.refined().get(geneA, geneB),
        data.sequence().get(geneA, geneB));
  }

  /** Standardises values; those below the mean become 0, and so do all if they are equal. */
  private static double[] aboveMean(double[] x) {
    double mean = Arrays.stream(x).average().orElse(0);
    double square = 0;
    double variance = 0;
    for (double v : x) {
      square += v * v;
      variance += (v - mean) * (v - mean);
    }
    if (variance <= CONSTANT * square) {
      return new double[x.length];
    }
    double deviation = Math.sqrt(variance / x.length);
    return Arrays.stream(x).map(v -> Math.max(0, (v - mean) / deviation)).toArray();
  }
}
