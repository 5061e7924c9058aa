package org.samap.core.homology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * Where the homology graph of a mapping comes from: a saved graph, or else tables of pairs and of
 * sequence searches. Two species that tables of pairs link take their links from these alone; all
 * others take them from the search tables.
 *
 * @param saved a file that {@link HomologyGraph#save} wrote
 * @param pairs tables of homologous genes; of a pair in several of them the largest weight counts
 * @param maps a folder of search tables, as {@link BlastTables} reads them
 */
public record HomologySources(Optional<Path> saved, List<PairFile> pairs, Optional<Path> maps) {

  public HomologySources {
    pairs = List.copyOf(pairs);
    if (saved.isPresent() && (maps.isPresent() || !pairs.isEmpty())) {
      throw new InputException(
          "a saved homology graph (%s) and tables exclude each other; give one of them"
              .formatted(saved.get()));
    }
    if (saved.isEmpty() && maps.isEmpty() && pairs.isEmpty()) {
      throw new InputException(
          "nothing says which genes correspond; give search tables, pairs or a saved graph");
    }
  }

  /** Search tables alone. */
  public static HomologySources ofMaps(Path folder) {
    return new HomologySources(Optional.empty(), List.of(), Optional.of(folder));
  }

  /** Pairs alone. */
  public static HomologySources ofPairs(PairFile... files) {
    return new HomologySources(Optional.empty(), List.of(files), Optional.empty());
  }

  /** A saved graph. */
  public static HomologySources ofSaved(Path file) {
    return new HomologySources(Optional.of(file), List.of(), Optional.empty());
  }

  /**
   * Every file that {@link #read} reads.
   *
   * @throws InputException if one is missing or a table of pairs cannot be used
   */
  public List<Path> files(List<String> species) {
    List<Path> files = new ArrayList<>(saved.stream().toList());
    pairs.forEach(p -> files.add(p.file()));
    maps.ifPresent(
        folder -> files.addAll(BlastTables.in(folder).files(species, linked(tables(species)))));
    return files;
  }

  /**
   * The graph of all genes that the sources name.
   *
   * @param species at least two ids
   * @param progress is told what each table of pairs was taken for
   * @throws InputException if a file cannot be used, or two species have no source
   */
  public HomologyGraph read(
      List<String> species, HomologyParams params, Workers workers, Progress progress) {
    if (saved.isPresent()) {
      return HomologyGraph.load(saved.get(), species);
    }
    if (pairs.isEmpty()) {
      return BlastTables.in(maps.orElseThrow()).read(species, params, workers, progress);
    }
    List<PairTable> tables = tables(species);
    for (int t = 0; t < tables.size(); t++) {
      progress.info(tables.get(t).line(pairs.get(t)));
    }
    List<HomologyGraph> parts = new ArrayList<>(tables.stream().map(PairTable::graph).toList());
    Set<Set<String>> linked = linked(tables);
    boolean complete = linked.size() == species.size() * (species.size() - 1) / 2;
    if (!complete) {
      Path folder = maps.orElseThrow(() -> unlinked(species, linked));
      parts.add(BlastTables.in(folder).read(species, linked, params, workers, progress));
    }
    return parts.size() == 1 ? parts.getFirst() : HomologyGraph.union(species, parts);
  }

  private List<PairTable> tables(List<String> species) {
    return pairs.stream().map(file -> PairTable.read(file, species)).toList();
  }

  /** The species that tables link, by twos. */
  private static Set<Set<String>> linked(List<PairTable> tables) {
    Set<Set<String>> linked = new HashSet<>();
    for (PairTable table : tables) {
      HomologyGraph graph = table.graph();
      List<String> species = graph.genes().species();
      for (int g = 0; g < graph.genes().size(); g++) {
        for (int p = graph.edges().offset(g); p < graph.edges().offset(g + 1); p++) {
          String other = species.get(graph.genes().speciesOf(graph.edges().index(p)));
          linked.add(Set.of(species.get(graph.genes().speciesOf(g)), other));
        }
      }
    }
    return linked;
  }

  private static InputException unlinked(List<String> species, Set<Set<String>> linked) {
    for (String a : species) {
      for (String b : species) {
        if (!a.equals(b) && !linked.contains(Set.of(a, b))) {
          return new InputException(
              "no table of pairs links genes of %s and %s; give one, or search tables of them"
                  .formatted(a, b));
        }
      }
    }
    throw new IllegalStateException("all are linked");
  }
}
