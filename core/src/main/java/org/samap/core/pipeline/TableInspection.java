package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.samap.core.homology.HomologySources;
import org.samap.core.homology.SourcedGraph;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.io.TextLines;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * What the tables of homologous genes of some species hold.
 *
 * @param graph the genes that tables name, and their links
 * @param pairs one for each two species
 */
public record TableInspection(HomologyGraph graph, List<Pair> pairs) {

  /**
   * The tables of two species.
   *
   * @param a the first species
   * @param b the other
   * @param origin where their links are from
   * @param rowsThere rows of the search table of a's genes among b's, if there is one
   * @param rowsBack rows of the other search table
   * @param links pairs of genes that are linked
   * @param linkedA genes of a with a link to b
   * @param linkedB genes of b with a link to a
   */
  public record Pair(
      String a,
      String b,
      String origin,
      OptionalLong rowsThere,
      OptionalLong rowsBack,
      long links,
      int linkedA,
      int linkedB) {}

  public TableInspection {
    pairs = List.copyOf(pairs);
  }

  /**
   * Reads all tables.
   *
   * @param sources the tables
   * @param progress gets a warning about a table that seems to be cut off
   * @throws org.samap.core.run.InputException if a table is missing or malformed
   */
  public static TableInspection of(
      HomologySources sources,
      List<String> species,
      HomologyParams params,
      Workers workers,
      Progress progress) {
    SourcedGraph sourced = sources.read(species, params, workers, CollectingProgress.of(progress));
    HomologyGraph graph = sourced.graph();
    List<Pair> pairs = new ArrayList<>();
    for (int a = 0; a < species.size(); a++) {
      for (int b = a + 1; b < species.size(); b++) {
        List<String> two = List.of(species.get(a), species.get(b));
        List<Path> files =
            sources
                .maps()
                .filter(_ -> sourced.isSearched(two.getFirst(), two.getLast()))
                .map(maps -> HomologySources.ofMaps(maps).given(two))
                .orElse(List.of());
        boolean both = files.size() == 2;
        int[] links = links(graph, a, b);
        pairs.add(
            new Pair(
                two.getFirst(),
                two.getLast(),
                sourced.origin(two.getFirst(), two.getLast()),
                both ? OptionalLong.of(rows(files.getFirst())) : OptionalLong.empty(),
                both ? OptionalLong.of(rows(files.getLast())) : OptionalLong.empty(),
                IntStream.of(links).asLongStream().sum(),
                linked(links),
                linked(links(graph, b, a))));
      }
    }
    return new TableInspection(graph, pairs);
  }

  /**
   * Matches the genes of the tables with those of the data, as a run does.
   *
   * @param species all that the tables are for, in that order
   * @param progress is told what a run tells
   * @throws org.samap.core.run.InputException if a run would fail
   */
  public void match(List<SpeciesInspection> species, HomologyParams params, Progress progress) {
    MatchedHomology.of(
        graph,
        species.stream().map(SpeciesInspection::input).toList(),
        species.stream().map(SpeciesInspection::genes).toList(),
        params,
        progress);
  }

  /** The names of a species in its tables, without the id before them. */
  public List<String> namesOf(String species) {
    GeneAxis genes = graph.genes();
    return genes.namesOf(genes.species().indexOf(species)).stream()
        .map(name -> name.substring(species.length() + 1))
        .toList();
  }

  private static long rows(Path table) {
    long rows = 0;
    try (TextLines lines = TextLines.open(table)) {
      while (lines.next()) {
        rows++;
      }
    }
    return rows;
  }

  /** The number of links of each gene of a species to genes of another. */
  private static int[] links(HomologyGraph graph, int from, int to) {
    GeneAxis genes = graph.genes();
    SparseMatrix edges = graph.edges();
    return IntStream.range(genes.start(from), genes.end(from))
        .map(
            gene ->
                (int)
                    IntStream.range(edges.offset(gene), edges.offset(gene + 1))
                        .filter(p -> genes.speciesOf(edges.index(p)) == to)
                        .count())
        .toArray();
  }

  private static int linked(int[] links) {
    return (int) IntStream.of(links).filter(n -> n > 0).count();
  }
}
