package org.samap.core.homology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * Where the homology graph of a mapping comes from: a saved graph, or else tables of pairs,
 * orthologous groups and sequence searches. Two species that tables of pairs or groups link take
 * their links from these alone; all others take them from the search tables.
 *
 * @param saved a file that {@link HomologyGraph#save} wrote
 * @param pairs tables of homologous genes; of a pair in several of them the largest weight counts
 * @param eggnog orthologous groups
 * @param maps a folder of search tables, as {@link BlastTables} reads them
 */
public record HomologySources(
    Optional<Path> saved, List<PairFile> pairs, Optional<EggnogFiles> eggnog, Optional<Path> maps) {

  public HomologySources {
    pairs = List.copyOf(pairs);
    boolean tables = maps.isPresent() || eggnog.isPresent() || !pairs.isEmpty();
    if (saved.isPresent() && tables) {
      throw new InputException(
          "a saved homology graph (%s) and tables exclude each other; give one of them"
              .formatted(saved.get()));
    }
    if (saved.isEmpty() && !tables) {
      throw new InputException(
          "nothing says which genes correspond; give search tables, pairs, orthologous groups or a"
              + " saved graph");
    }
  }

  /** Search tables alone. */
  public static HomologySources ofMaps(Path folder) {
    return new HomologySources(Optional.empty(), List.of(), Optional.empty(), Optional.of(folder));
  }

  /** Pairs alone. */
  public static HomologySources ofPairs(PairFile... files) {
    return new HomologySources(
        Optional.empty(), List.of(files), Optional.empty(), Optional.empty());
  }

  /** Orthologous groups alone. */
  public static HomologySources ofEggnog(EggnogFiles files) {
    return new HomologySources(Optional.empty(), List.of(), Optional.of(files), Optional.empty());
  }

  /** A saved graph. */
  public static HomologySources ofSaved(Path file) {
    return new HomologySources(Optional.of(file), List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * Every file that {@link #read} reads.
   *
   * @throws InputException if one is missing or a table of pairs cannot be used
   */
  public List<Path> files(List<String> species) {
    List<Path> files = new ArrayList<>(saved.stream().toList());
    pairs.forEach(p -> files.add(p.file()));
    eggnog.ifPresent(groups -> files.addAll(groups.files().values()));
    maps.ifPresent(
        folder ->
            files.addAll(
                BlastTables.in(folder)
                    .files(species, LinkOffers.of(this, species, Progress.silent()).linked())));
    return files;
  }

  /**
   * The graph of all genes that the sources name.
   *
   * @param species at least two ids
   * @param progress is told what each source was taken for
   * @throws InputException if a file cannot be used, two species have no source, or both a table of
   *     pairs and orthologous groups link them
   */
  public HomologyGraph read(
      List<String> species, HomologyParams params, Workers workers, Progress progress) {
    if (saved.isPresent()) {
      return HomologyGraph.load(saved.get(), species);
    }
    LinkOffers offers = LinkOffers.of(this, species, progress);
    List<HomologyGraph> parts = new ArrayList<>(offers.graphs());
    if (!offers.linked().containsAll(TwoSpecies.all(species))) {
      Path folder = maps.orElseThrow(() -> offers.unlinked(species));
      parts.add(BlastTables.in(folder).read(species, offers.linked(), params, workers, progress));
    }
    return parts.size() == 1 ? parts.getFirst() : HomologyGraph.union(species, parts);
  }
}
