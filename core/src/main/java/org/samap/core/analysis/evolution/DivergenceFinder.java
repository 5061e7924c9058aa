package org.samap.core.analysis.evolution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.samap.core.analysis.ExpressedGenes;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.evolution.TypeDivergence.Direction;
import org.samap.core.analysis.evolution.TypeDivergence.Tested;
import org.samap.core.analysis.statistics.BenjaminiHochberg;
import org.samap.core.analysis.statistics.LogProbability;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.Orthologs;
import org.samap.core.matrix.SparseMatrix;

/**
 * Finds the genes that are on in one type and off in another, as {@link TypeDivergence} defines
 * them.
 */
record DivergenceFinder(
    MappedGenes data,
    ExpressedGenes expressed,
    TypeDetection detection,
    Orthologs orthologs,
    TypeDivergence.Params params) {

  Direction direction(int on, int off, double score) {
    GeneAxis genes = data.genes();
    int speciesOn = data.labels().speciesOf()[on];
    int speciesOff = data.labels().speciesOf()[off];
    int[] candidates =
        IntStream.range(genes.start(speciesOn), genes.end(speciesOn))
            .filter(expressed::contains)
            .filter(g -> detection.fraction(on, g) >= params.minFraction())
            .filter(g -> bestHomolog(g, speciesOff) >= 0)
            .toArray();
    OptionalDouble sensitivity =
        Sensitivity.log(
            detection,
            on,
            off,
            Sensitivity.pairs(
                genes.start(speciesOn), genes.end(speciesOn), g -> ortholog(g, speciesOff)));
    List<Tested> tested = new ArrayList<>();
    if (sensitivity.isPresent()) {
      for (int g : candidates) {
        test(g, on, off, sensitivity.getAsDouble(), tested);
      }
    }
    return new Direction(
        on,
        off,
        score,
        sensitivity.stream().map(StrictMath::exp).findFirst(),
        candidates.length,
        withQ(tested));
  }

  /** The expressed reciprocal best partner of an expressed gene; -1 if there is none. */
  private int ortholog(int gene, int species) {
    int h = expressed.contains(gene) ? bestHomolog(gene, species) : -1;
    return h >= 0 && expressed.contains(h) && orthologs.contains(gene, h) ? h : -1;
  }

  /** The most similar homolog by sequence, the first of equal ones; -1 if there is none. */
  private int bestHomolog(int gene, int species) {
    SparseMatrix links = data.sequence();
    int best = -1;
    float weight = 0;
    for (int p = links.offset(gene); p < links.offset(gene + 1); p++) {
      if (data.genes().speciesOf(links.index(p)) == species && links.value(p) > weight) {
        best = links.index(p);
        weight = links.value(p);
      }
    }
    return best;
  }

  /** The homolog that most cells of the other type detect, the more similar of equal ones. */
  private int partner(int gene, int off) {
    int species = data.labels().speciesOf()[off];
    SparseMatrix links = data.sequence();
    return IntStream.range(links.offset(gene), links.offset(gene + 1))
        .map(links::index)
        .filter(h -> data.genes().speciesOf(h) == species && expressed.contains(h))
        .boxed()
        .max(
            Comparator.<Integer>comparingInt(h -> detection.cells(off, h))
                .thenComparingDouble(h -> links.get(gene, h))
                .thenComparing(Comparator.reverseOrder()))
        .orElseThrow();
  }

  private void test(int g, int on, int off, double sensitivity, List<Tested> to) {
    if (!expressed.contains(bestHomolog(g, data.labels().speciesOf()[off]))) {
      return;
    }
    int h = partner(g, off);
    int[] sizes = detection.sizes();
    int cells = detection.cells(on, g);
    double logShift = sensitivity - StrictMath.log(params.fold());
    double least = Absence.logP(cells, sizes[on], 0, sizes[off], logShift);
    if (least > StrictMath.log(TypeDivergence.POWER)) {
      return;
    }
    double level = detection.logLevel(on, g) + sensitivity;
    int elsewhere = detection.elsewhere(off, h);
    to.add(
        new Tested(
            g,
            h,
            detection.fraction(on, g),
            detection.fraction(off, h),
            TypeDetection.fraction(level),
            StrictMath.exp(level - detection.logLevel(off, h)),
            Absence.logP(cells, sizes[on], detection.cells(off, h), sizes[off], logShift),
            1,
            elsewhere,
            elsewhere < 0 ? 0 : detection.fraction(elsewhere, h),
            data.refined().get(g, h),
            data.sequence().get(g, h)));
  }

  private static List<Tested> withQ(List<Tested> tested) {
    List<Tested> sorted = tested.stream().sorted(Comparator.comparingDouble(Tested::logP)).toList();
    double[] q =
        BenjaminiHochberg.qValues(
            sorted.stream().mapToDouble(t -> LogProbability.value(t.logP())).toArray());
    return IntStream.range(0, q.length).mapToObj(i -> withQ(sorted.get(i), q[i])).toList();
  }

  private static Tested withQ(Tested t, double q) {
    return new Tested(
        t.geneOn(),
        t.geneOff(),
        t.fractionOn(),
        t.fractionOff(),
        t.expected(),
        t.fold(),
        t.logP(),
        q,
        t.elsewhere(),
        t.fractionElsewhere(),
        t.refined(),
        t.sequence());
  }
}
