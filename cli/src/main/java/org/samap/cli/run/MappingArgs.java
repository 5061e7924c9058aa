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

/** The mapping of the species onto each other. */
final class MappingArgs {
  private static final MappingParams DEFAULTS = MappingParams.defaults();

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description =
          "Rounds of mapping and refining the homology graph (default: ${DEFAULT-VALUE}).")
  int iterations = DEFAULTS.rounds().iterations();

  @Option(
      names = "--cross-k",
      paramLabel = "N",
      description = "Neighbours of a cell in each other species (default: ${DEFAULT-VALUE}).")
  int crossK = DEFAULTS.crossK();

  @Option(
      names = "--hops",
      paramLabel = "[ID=]N",
      description = "Extra hops of a cell's neighbourhood inside its species (default: 3).")
  List<Assignment> hops = new ArrayList<>();

  @Option(
      names = "--expansion",
      paramLabel = "HOW",
      description =
          "How neighbourhoods grow: bfs, or walk, as in the first published version (default:"
              + " ${DEFAULT-VALUE}).")
  Expansion expansion = DEFAULTS.neighborhood().expansion();

  @Option(
      names = "--exclude-self",
      description = "Leave a cell out of its own neighbourhood (with --expansion bfs).")
  boolean excludeSelf;

  @Option(
      names = "--same-cluster",
      paramLabel = "ID",
      description = "The neighbourhood of a cell of this species is its whole cluster.")
  List<String> sameCluster = new ArrayList<>();

  @Option(
      names = "--max-neighborhood",
      paramLabel = "N",
      description =
          "Cells of a neighbourhood at most; 0 for as many as the cell's cluster has (default:"
              + " ${DEFAULT-VALUE}).")
  int maxNeighborhood = DEFAULTS.neighborhood().most();

  @Option(
      names = "--search-space",
      paramLabel = "SPACE",
      description =
          "Components compared between two species: joint (those of all species) or pair (those"
              + " of the two) (default: ${DEFAULT-VALUE}).")
  SearchSpace searchSpace = DEFAULTS.search().space();

  @Option(
      names = "--all-to-all",
      description = "Map all species at once rather than each pair by itself.")
  boolean allToAll;

  @Option(
      names = "--no-rescale",
      description = "Do not rescale edges by the correlation of the two cells.")
  boolean noRescale;

  @Option(
      names = "--hom-edge-mode",
      paramLabel = "HOW",
      description =
          "Agreement of two homologous genes: pearson, or xi (Chatterjee's, any dependence)"
              + " (default: ${DEFAULT-VALUE}).")
  EdgeMode edgeMode = DEFAULTS.agreement().mode();

  @Option(
      names = "--hom-edge-threshold",
      paramLabel = "R",
      description =
          "Homologous genes that agree less than this are no longer linked (default:"
              + " ${DEFAULT-VALUE}).")
  double edgeThreshold = DEFAULTS.agreement().threshold();

  @Option(names = "--wscale", description = "Temper the agreement of two genes with their weights.")
  boolean wscale;

  @Option(
      names = "--joint-weights",
      description =
          "After the first iteration, weigh the genes of all species anew on the graph that it"
              + " found.")
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
