package org.samap.core.homology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.core.homology.LinkRoute.Direct;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.pairs.EggnogFiles;
import org.samap.core.homology.pairs.PairFile;
import org.samap.core.homology.tables.BlastTables;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * Where the homology graph of a mapping comes from: a saved graph, or else tables of pairs,
 * orthologous groups and sequence searches. Two species that tables of pairs or groups link take
 * their links from these alone; others take them from the search tables, or, if there are none,
 * through a third species; {@code routes} can say otherwise for any two.
 *
 * @param saved a file that {@link HomologyGraph#save} wrote
 * @param pairs tables of homologous genes; of a pair in several of them the largest weight counts
 * @param eggnog orthologous groups
 * @param maps a folder of search tables, as {@link BlastTables} reads them
 * @param routes what is said about some species
 */
public record HomologySources(
    Optional<Path> saved,
    List<PairFile> pairs,
    Optional<EggnogFiles> eggnog,
    Optional<Path> maps,
    LinkRoutes routes) {

  public HomologySources {
    pairs = List.copyOf(pairs);
    boolean tables = maps.isPresent() || eggnog.isPresent() || !pairs.isEmpty();
    if (saved.isPresent() && (tables || !routes.equals(LinkRoutes.none()))) {
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

  private static HomologySources of(
      List<PairFile> pairs, Optional<EggnogFiles> eggnog, Optional<Path> maps) {
    return new HomologySources(Optional.empty(), pairs, eggnog, maps, LinkRoutes.none());
  }

  /** Search tables alone. */
  public static HomologySources ofMaps(Path folder) {
    return of(List.of(), Optional.empty(), Optional.of(folder));
  }

  /** Pairs alone. */
  public static HomologySources ofPairs(PairFile... files) {
    return of(List.of(files), Optional.empty(), Optional.empty());
  }

  /** Orthologous groups alone. */
  public static HomologySources ofEggnog(EggnogFiles files) {
    return of(List.of(), Optional.of(files), Optional.empty());
  }

  /** A saved graph. */
  public static HomologySources ofSaved(Path file) {
    return new HomologySources(
        Optional.of(file), List.of(), Optional.empty(), Optional.empty(), LinkRoutes.none());
  }

  /** The same with search tables. */
  public HomologySources withMaps(Path folder) {
    return new HomologySources(saved, pairs, eggnog, Optional.of(folder), routes);
  }

  /** The same with tables of pairs. */
  public HomologySources withPairs(PairFile... files) {
    return new HomologySources(saved, List.of(files), eggnog, maps, routes);
  }

  /** The same with routes. */
  public HomologySources withRoutes(LinkRoutes said) {
    return new HomologySources(saved, pairs, eggnog, maps, said);
  }

  /**
   * Every file that {@link #read} may read, as far as it exists. None is read for this.
   *
   * @param species ids of the species, or none for all of a saved graph
   */
  public List<Path> given(List<String> species) {
    List<Path> files = new ArrayList<>(saved.stream().toList());
    pairs.forEach(p -> files.add(p.file()));
    eggnog.ifPresent(groups -> files.addAll(groups.files().values()));
    maps.ifPresent(
        folder ->
            files.addAll(BlastTables.in(folder).existing(LinkPlan.withMiddles(species, routes))));
    return files;
  }

  /**
   * Every file that {@link #read} reads.
   *
   * @throws InputException if a search table is missing, or it is not clear which are needed
   */
  public List<Path> files(List<String> species) {
    if (saved.isPresent()) {
      return List.of(saved.get());
    }
    List<Path> files = new ArrayList<>();
    pairs.forEach(p -> files.add(p.file()));
    eggnog.ifPresent(groups -> files.addAll(groups.files().values()));
    if (maps.isPresent()) {
      LinkPlan plan = LinkPlan.of(this, species);
      files.addAll(
          BlastTables.in(maps.get()).files(plan.species(), plan.taking(Direct.MAPS)::contains));
    }
    return files;
  }

  /**
   * The graph of all genes that the sources name. If species take their links from different
   * sources, whose weights mean different things, each weight becomes one relative to the best
   * links of its genes between the same species: see {@link LinkPaths#relative}.
   *
   * @param species at least two ids
   * @param progress is told what each source was taken for
   * @throws InputException if a file cannot be used, two species have no source, or both a table of
   *     pairs and orthologous groups link them
   */
  public SourcedGraph read(
      List<String> species, HomologyParams params, Workers workers, Progress progress) {
    if (saved.isPresent()) {
      return SourcedGraph.saved(HomologyGraph.load(saved.get(), species), saved.get());
    }
    return new LinkReader(this, species, params, workers, progress).read();
  }
}
