package org.samap.core.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;

/**
 * Open chromatin of the cells of a simulated species, with a known truth. The genes lie on five
 * chromosomes or more. Each has a peak at its start and up to two enhancers up to 50,000 bases
 * away, which can lie in other genes. The peaks of a gene are open where it is expressed: their
 * counts are Poisson around its count in the cell, up to a limit. Other peaks, and a tenth of the
 * counts, are noise.
 */
public final class SimulatedPeaks {
  private static final int CHROMOSOMES = 5;
  private static final int MOST_ON_EACH = 10_000; // so that positions are whole numbers of 32 bits
  private static final int SPACING = 120_000;
  private static final int WIDTH = 500;
  private static final int FARTHEST = 50_000;
  private static final int NEAREST = 5_000;
  private static final int MOST_ENHANCERS = 2;
  private static final double AT_START = 0.6;
  private static final double AT_ENHANCER = 0.4;
  private static final int LIMIT = 3;
  private static final double NOISE = 0.1;

  private final SimulatedSpecies species;
  private final long seed;
  private final List<SimulatedGene> genes;
  private final List<OpenRegion> peaks;
  private final List<List<Integer>> peaksOf;

  /**
   * Where a gene lies.
   *
   * @param name as in the counts
   * @param chromosome from 1
   * @param start its first base, from 0
   * @param end the base after its last one
   * @param forward whether it is read in the direction of rising positions
   */
  public record SimulatedGene(String name, int chromosome, int start, int end, boolean forward) {
    int first() {
      return forward ? start : end - 1;
    }
  }

  /** A peak of a gene, or of none (-1). */
  private record OpenRegion(int chromosome, int start, int gene, double rate) {
    String name() {
      return "chr%d:%d-%d".formatted(chromosome, start, start + WIDTH);
    }
  }

  SimulatedPeaks(SimulatedSpecies species, long seed) {
    this.species = species;
    this.seed = seed;
    this.genes = genes(species.geneNames(), Draws.of(seed, "places of " + species.id(), 0));
    this.peaks = peaks(genes, Draws.of(seed, "places of peaks of " + species.id(), 0));
    this.peaksOf = new ArrayList<>();
    genes.forEach(_ -> peaksOf.add(new ArrayList<>()));
    for (int p = 0; p < peaks.size(); p++) {
      if (peaks.get(p).gene >= 0) {
        peaksOf.get(peaks.get(p).gene).add(p);
      }
    }
  }

  private static List<SimulatedGene> genes(List<String> names, Draws draws) {
    List<SimulatedGene> genes = new ArrayList<>();
    int onEach = Math.min(Math.ceilDiv(names.size(), CHROMOSOMES), MOST_ON_EACH);
    for (int g = 0; g < names.size(); g++) {
      int start = (1 + FARTHEST / SPACING + g % onEach) * SPACING + draws.below(SPACING / 4);
      int end = start + 3_000 + draws.below(SPACING / 4);
      genes.add(new SimulatedGene(names.get(g), 1 + g / onEach, start, end, draws.chance(0.5)));
    }
    return genes;
  }

  private static List<OpenRegion> peaks(List<SimulatedGene> genes, Draws draws) {
    List<OpenRegion> peaks = new ArrayList<>();
    for (int g = 0; g < genes.size(); g++) {
      SimulatedGene gene = genes.get(g);
      peaks.add(new OpenRegion(gene.chromosome, gene.first() - WIDTH / 2, g, AT_START));
      int enhancers = draws.below(MOST_ENHANCERS + 1);
      for (int e = 0; e < enhancers; e++) {
        int distance = NEAREST + draws.below(FARTHEST - NEAREST);
        int start = gene.first() + (draws.chance(0.5) ? distance : -distance);
        peaks.add(new OpenRegion(gene.chromosome, start, g, AT_ENHANCER));
      }
      if (draws.chance(NOISE)) {
        int start = gene.start + draws.below(SPACING);
        peaks.add(new OpenRegion(gene.chromosome, start, -1, 0));
      }
    }
    peaks.sort(Comparator.comparingInt(OpenRegion::chromosome).thenComparingInt(OpenRegion::start));
    Set<String> seen = new HashSet<>();
    return peaks.stream().filter(peak -> seen.add(peak.name())).toList();
  }

  public List<SimulatedGene> genes() {
    return genes;
  }

  /** Names such as {@code chr1:100-600}. */
  public List<String> names() {
    return peaks.stream().map(OpenRegion::name).toList();
  }

  /** The gene whose expression a peak follows, or nothing. */
  public String geneOf(int peak) {
    int gene = peaks.get(peak).gene;
    return gene < 0 ? "" : genes.get(gene).name;
  }

  /** The counts of all cells in order, drawn as they are asked for. */
  public Iterable<RowBlock> blocks() {
    int count = Math.ceilDiv(species.cells(), Expression.BLOCK_CELLS);
    return () -> IntStream.range(0, count).mapToObj(this::block).iterator();
  }

  private RowBlock block(int b) {
    RowBlock expressed = species.block(b);
    int[] offsets = new int[expressed.rows() + 1];
    CellCounts counts = new CellCounts(peaks.size());
    for (int r = 0; r < expressed.rows(); r++) {
      Draws draws = Draws.of(seed, "peaks of " + species.id(), expressed.firstCell() + r);
      double all = 0;
      for (int p = expressed.offsets()[r]; p < expressed.offsets()[r + 1]; p++) {
        double open = Math.min(LIMIT, expressed.values()[p]);
        for (int peak : peaksOf.get(expressed.genes()[p])) {
          int count = draws.poisson(peaks.get(peak).rate * open);
          all += count;
          if (count > 0) {
            counts.add(peak, count);
          }
        }
      }
      for (int n = draws.poisson(1 + NOISE * all); n > 0; n--) {
        counts.add(draws.below(peaks.size()), 1);
      }
      offsets[r + 1] = counts.endCell();
    }
    return new RowBlock(
        expressed.firstCell(), expressed.rows(), offsets, counts.genes(), counts.values());
  }
}
