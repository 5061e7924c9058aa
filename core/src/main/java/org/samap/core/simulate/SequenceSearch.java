package org.samap.core.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Simulates a search of one species' proteins among another's. It finds members of the family,
 * members of related families, and chance hits. Bit scores fall with the distance of the sequences.
 */
final class SequenceSearch {
  private static final int SUPERFAMILY = 6; // families that can be related
  private static final double RELATED = 0.3; // chance that two of these are related
  private static final double BITS_PER_SITE = 2.1; // of identical sequences
  private static final double DATABASE = 1e7; // letters searched
  private static final double LARGEST_EVALUE = 1e-3;

  private final SimulationParams params;
  private final Families families;
  private final Phylogeny tree;
  private final int a;
  private final int b;
  private final Genome queries;
  private final Genome subjects;

  /** A row of a table. */
  private record Hit(Genome.Gene query, Genome.Gene subject, double bits, double logEvalue) {

    String row(double length) {
      double identity = Math.min(1, bits / (BITS_PER_SITE * length));
      int sites = (int) length;
      return String.format(
          Locale.ROOT,
          "%s\t%s\t%.2f\t%d\t%d\t0\t1\t%d\t1\t%d\t%s\t%.1f",
          query.name(),
          subject.name(),
          100 * identity,
          sites,
          (int) Math.round(sites * (1 - identity)),
          sites,
          sites,
          logEvalue < -180
              ? "0.0"
              : String.format(Locale.ROOT, "%.2e", StrictMath.pow(10, logEvalue)),
          bits);
    }
  }

  SequenceSearch(
      SimulationParams params,
      Families families,
      Phylogeny tree,
      List<Genome> genomes,
      int a,
      int b) {
    this.params = params;
    this.families = families;
    this.tree = tree;
    this.a = a;
    this.b = b;
    this.queries = genomes.get(a);
    this.subjects = genomes.get(b);
  }

  /** The rows of a query, best first. */
  List<String> rows(int query) {
    Genome.Gene gene = queries.gene(query);
    if (unlisted(a, gene)) {
      return List.of();
    }
    Draws draws = Draws.of(params.seed(), "hits of " + a + " among " + b, query);
    List<Hit> hits = new ArrayList<>();
    Set<Genome.Gene> seen = new HashSet<>();
    int first = gene.family() / SUPERFAMILY * SUPERFAMILY;
    for (int f = first; f < Math.min(first + SUPERFAMILY, families.count()); f++) {
      if (related(gene.family(), f)) {
        for (int s : subjects.ofFamily(f)) {
          Genome.Gene subject = subjects.gene(s);
          double noise = 1 + 0.02 * draws.normal();
          double bits =
              BITS_PER_SITE
                  * Math.min(families.length(gene.family()), families.length(f))
                  * StrictMath.exp(-distance(gene, subject))
                  * Math.max(0, noise);
          seen.add(subject);
          if (!draws.chance(params.sequences().missing())) {
            add(gene, subject, bits, hits);
          }
        }
      }
    }
    for (int i = draws.poisson(params.sequences().spurious()); i > 0 && subjects.size() > 0; i--) {
      Genome.Gene subject = subjects.gene(draws.below(subjects.size()));
      double bits = draws.uniform(40, 65);
      if (seen.add(subject)) {
        add(gene, subject, bits, hits);
      }
    }
    hits.sort(Comparator.comparingDouble(Hit::bits).reversed());
    return hits.stream()
        .map(
            h ->
                h.row(
                    Math.min(families.length(gene.family()), families.length(h.subject.family()))))
        .toList();
  }

  private void add(Genome.Gene query, Genome.Gene subject, double bits, List<Hit> to) {
    double logEvalue =
        StrictMath.log10(families.length(query.family()) * DATABASE) - bits * StrictMath.log10(2);
    if (logEvalue <= StrictMath.log10(LARGEST_EVALUE) && !unlisted(b, subject)) {
      to.add(new Hit(query, subject, bits, logEvalue));
    }
  }

  /** Whether a gene is missing from the proteins of its species. */
  private boolean unlisted(int species, Genome.Gene gene) {
    long item = 4L * gene.family() + 2L * gene.ancestor() + gene.copy();
    return Draws.of(params.seed(), "unlisted genes of " + species, item)
        .chance(params.sequences().unlisted());
  }

  private boolean related(int f, int g) {
    return f == g || betweenFamilies(f, g, "related families").chance(RELATED);
  }

  /** Substitutions per site between two genes, the same in both directions. */
  private double distance(Genome.Gene g, Genome.Gene h) {
    double since = 1 - tree.shared(a, b);
    double d = since * (families.rate(g.family()) + families.rate(h.family()));
    if (g.family() != h.family()) {
      d += betweenFamilies(g.family(), h.family(), "distance of families").uniform(1, 2);
    } else if (g.ancestor() != h.ancestor()) {
      d += betweenFamilies(g.family(), h.family(), "distance of copies").uniform(0.5, 1.2);
    }
    return d + sinceDuplication(a, g) + sinceDuplication(b, h);
  }

  private double sinceDuplication(int species, Genome.Gene gene) {
    long item = 2L * gene.family() + gene.ancestor();
    return gene.copy() == 0
        ? 0
        : Draws.of(params.seed(), "duplications of " + species, item).uniform(0, 0.25);
  }

  private Draws betweenFamilies(int f, int g, String purpose) {
    long item = (long) Math.min(f, g) * families.count() + Math.max(f, g);
    return Draws.of(params.seed(), purpose, item);
  }
}
