package org.samap.cli.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.Setting;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.Expansion;
import org.samap.core.mapping.AgreementParams;
import org.samap.core.mapping.MappingParams;
import org.samap.core.mapping.NeighborhoodParams;
import org.samap.core.mapping.SearchSpace;
import org.samap.core.neighbors.SearchMethod;
import picocli.CommandLine.Option;

/** Options of the mapping. */
final class MappingArgs {
  private static final MappingParams DEFAULTS = MappingParams.defaults();

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description =
          "Rounds of mapping cells and refining the homology graph (default: ${DEFAULT-VALUE}).")
  int iterations = DEFAULTS.rounds().iterations();

  @Option(
      names = "--cross-k",
      paramLabel = "N",
      description =
          "Number of neighbours of a cell in each other species (default: ${DEFAULT-VALUE}).")
  int crossK = DEFAULTS.crossK();

  @Option(
      names = "--hops",
      paramLabel = "[ID=]N",
      description =
          "Steps by which a cell's neighbourhood grows in the graph of its species, after the first"
              + " (default: 3).")
  List<Assignment> hops = new ArrayList<>();

  @Option(
      names = "--expansion",
      paramLabel = "HOW",
      description =
          "How neighbourhoods grow: bfs (breadth first), or walk, as in the first published version"
              + " (default: ${DEFAULT-VALUE}).")
  Expansion expansion = DEFAULTS.neighborhood().expansion();

  @Option(
      names = "--exclude-self",
      description = "Leave a cell out of its own neighbourhood (only with --expansion bfs).")
  boolean excludeSelf;

  @Option(
      names = "--same-cluster",
      paramLabel = "ID",
      description =
          "Take the whole cluster of a cell of this species as its neighbourhood; can be repeated.")
  List<String> sameCluster = new ArrayList<>();

  @Option(
      names = "--max-neighborhood",
      paramLabel = "N",
      description =
          "Largest number of cells in a neighbourhood; 0: as many as the cell's cluster has"
              + " (default: ${DEFAULT-VALUE}).")
  int maxNeighborhood = DEFAULTS.neighborhood().most();

  @Option(
      names = "--search-space",
      paramLabel = "SPACE",
      description =
          "Components in which two species are compared: joint (those of all species) or pair"
              + " (those of the two: faster, but types without a counterpart can score higher)"
              + " (default: ${DEFAULT-VALUE}).")
  SearchSpace searchSpace = DEFAULTS.search().space();

  @Option(
      names = "--all-to-all",
      description =
          "Map all species at once instead of pair by pair: the other species share a cell's"
              + " --cross-k edges. Scores count as many to each species, as pair by pair.")
  boolean allToAll;

  @Option(
      names = "--no-rescale",
      description = "Do not rescale edges by the correlation of their two cells.")
  boolean noRescale;

  @Option(
      names = "--hom-edge-mode",
      paramLabel = "HOW",
      description =
          "How the agreement of two homologous genes is measured: pearson, or xi (Chatterjee's"
              + " coefficient, for any dependence) (default: ${DEFAULT-VALUE}).")
  EdgeMode edgeMode = DEFAULTS.agreement().mode();

  @Option(
      names = "--hom-edge-threshold",
      paramLabel = "R",
      description =
          "Unlink homologous genes that agree less than this, from 0 to 1 (default:"
              + " ${DEFAULT-VALUE}).")
  double edgeThreshold = DEFAULTS.agreement().threshold();

  @Option(names = "--wscale", description = "Scale the agreement of two genes by their weights.")
  boolean wscale;

  @Option(
      names = "--joint-weights",
      description =
          "After the first iteration, compute new gene weights from the graph of all species.")
  boolean jointWeights;

  /** The mapping of these species, with seed 0. */
  MappingParams toParams(Collection<String> ids, SearchMethod method) {
    sameCluster.forEach(id -> Assignments.requireSpecies("--same-cluster", id, ids));
    Setting<Integer> hopsOf =
        new Assignments("--hops", hops)
            .setting(
                DEFAULTS.neighborhood().hops().general(),
                ids,
                text -> Check.wholeNumber("--hops", text));
    return new MappingParams(
        new MappingParams.Rounds(iterations, jointWeights),
        new MappingParams.Search(crossK, searchSpace, method, 0),
        new NeighborhoodParams(
            new NeighborhoodParams.Hops(hopsOf.general(), hopsOf.of()),
            expansion,
            excludeSelf,
            Set.copyOf(sameCluster),
            maxNeighborhood),
        new MappingParams.Edges(!allToAll, !noRescale),
        new AgreementParams(edgeMode, edgeThreshold, wscale));
  }
}
