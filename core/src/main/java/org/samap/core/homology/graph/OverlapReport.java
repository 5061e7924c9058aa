package org.samap.core.homology.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/**
 * How many genes the data and the homology graph share, per species. Few shared genes usually mean
 * that the two use different names (symbols or accessions, versions, letter case).
 */
public record OverlapReport(List<Species> species) {
  private static final double FEW = 0.3;
  private static final int EXAMPLES = 3;
  private static final int MOST_LINES = 6;

  /**
   * One species.
   *
   * @param id its id
   * @param matched genes that are in both
   * @param linked matched genes that have an edge to a gene of the data
   * @param dataGenes genes of the data
   * @param graphGenes genes of the graph
   * @param onlyInData a few names of the data that the graph lacks
   * @param onlyInGraph a few names of the graph that the data lacks
   */
  public record Species(
      String id,
      int matched,
      int linked,
      int dataGenes,
      int graphGenes,
      List<String> onlyInData,
      List<String> onlyInGraph) {

    /** The share of the data's genes that match, 0 to 1. */
    public double shareOfData() {
      return dataGenes == 0 ? 0 : (double) matched / dataGenes;
    }

    /** The share of the graph's genes that match, 0 to 1. */
    public double shareOfGraph() {
      return graphGenes == 0 ? 0 : (double) matched / graphGenes;
    }

    private String line() {
      return String.format(
          Locale.ROOT,
          "%s: %d of the data's %d genes (%.0f %%) are in the homology graph (%.0f %% of its"
              + " %d), and %d have a link",
          id,
          matched,
          dataGenes,
          100 * shareOfData(),
          100 * shareOfGraph(),
          graphGenes,
          linked);
    }

    private boolean isPoor() {
      return namesDiffer() || linked < FEW * matched;
    }

    private boolean namesDiffer() {
      return shareOfData() < FEW || shareOfGraph() < FEW;
    }

    private String advice() {
      if (!namesDiffer()) {
        return line() + "; check that the tables of both directions are complete";
      }
      return "%s; only in the data: %s; only in the graph: %s; check that both use the same names"
              .formatted(line(), list(onlyInData), list(onlyInGraph))
          + ", or give a table of names for "
          + id;
    }

    private static String list(List<String> names) {
      return names.isEmpty() ? "none" : String.join(", ", names);
    }
  }

  public OverlapReport {
    species = List.copyOf(species);
  }

  /**
   * Compares the genes of a graph with those of the data.
   *
   * @param data genes of the same species in the same order
   * @throws InputException if a species shares none
   */
  public static OverlapReport of(HomologyGraph graph, GeneAxis data) {
    List<Species> all = new ArrayList<>();
    HomologyGraph shared = graph.restrictTo(data);
    for (int s = 0; s < data.species().size(); s++) {
      List<String> onlyInData = missing(data.namesOf(s), graph.genes());
      List<String> onlyInGraph = missing(graph.genes().namesOf(s), data);
      Species one =
          new Species(
              data.species().get(s),
              data.namesOf(s).size() - onlyInData.size(),
              (int)
                  IntStream.range(shared.genes().start(s), shared.genes().end(s))
                      .filter(g -> shared.edges().rowLength(g) > 0)
                      .count(),
              data.namesOf(s).size(),
              graph.genes().namesOf(s).size(),
              examples(onlyInData),
              examples(onlyInGraph));
      if (one.matched == 0) {
        throw new InputException(one.advice());
      }
      all.add(one);
    }
    return new OverlapReport(all);
  }

  /** A line for every species of which enough matched. */
  public List<String> lines() {
    return species.stream().filter(s -> !s.isPoor()).map(Species::line).toList();
  }

  /**
   * A line for every species of which less than 30 % matched, or less than 30 % of the matched
   * genes have a link.
   */
  public List<String> warnings() {
    return species.stream().filter(Species::isPoor).map(Species::advice).toList();
  }

  /** Reports the lines and warnings, in at most {@value #MOST_LINES} lines: warnings first. */
  void tell(Progress progress) {
    List<String> warnings = warnings();
    List<String> lines = lines();
    int warned = thatFit(warnings.size(), lines.isEmpty() ? MOST_LINES : MOST_LINES - 1);
    int used = warned < warnings.size() ? warned + 1 : warned;
    int told = thatFit(lines.size(), MOST_LINES - used);
    warnings.subList(0, warned).forEach(progress::warn);
    lines.subList(0, told).forEach(progress::info);
    if (told < lines.size()) {
      progress.info(
          "and in %d more species at least %.0f %% of the genes matched"
              .formatted(lines.size() - told, 100 * FEW));
    }
    if (warned < warnings.size()) {
      progress.warn("and %d more species match as poorly".formatted(warnings.size() - warned));
    }
  }

  /**
   * How many lines to show: all if there is room; else the last line is kept for the number of the
   * others.
   */
  private static int thatFit(int lines, int room) {
    return lines <= room ? lines : room - 1;
  }

  private static List<String> missing(List<String> names, GeneAxis from) {
    return names.stream().filter(name -> from.indexOf(name) < 0).toList();
  }

  private static List<String> examples(List<String> names) {
    return List.copyOf(names.subList(0, Math.min(EXAMPLES, names.size())));
  }
}
