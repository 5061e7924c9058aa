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
  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Rounds of mapping and refining the homology graph (default: ${DEFAULT-VALUE}).")
  int iterations;

  @Option(
      names = "--cross-k",
      paramLabel = "N",
      defaultValue = "20",
      description = "Neighbours of a cell in each other species (default: ${DEFAULT-VALUE}).")
  int crossK;

  @Option(
      names = "--hops",
      paramLabel = "[ID=]N",
      description = "Extra hops of a cell's neighbourhood inside its species (default: 3).")
  List<Assignment> hops = new ArrayList<>();

  @Option(
      names = "--expansion",
      paramLabel = "HOW",
      defaultValue = "bfs",
      description =
          "How neighbourhoods grow: bfs, or walk, as in the first published version (default:"
              + " ${DEFAULT-VALUE}).")
  Expansion expansion = Expansion.BFS;

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
      defaultValue = "0",
      description =
          "Cells of a neighbourhood at most; 0 for as many as the cell's cluster has (default:"
              + " ${DEFAULT-VALUE}).")
  int maxNeighborhood;

  @Option(
      names = "--search-space",
      paramLabel = "SPACE",
      defaultValue = "joint",
      description =
          "Components compared between two species: joint (those of all species) or pair (those"
              + " of the two) (default: ${DEFAULT-VALUE}).")
  SearchSpace searchSpace = SearchSpace.JOINT;

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
      defaultValue = "pearson",
      description =
          "Agreement of two homologous genes: pearson, or xi (Chatterjee's, any dependence)"
              + " (default: ${DEFAULT-VALUE}).")
  EdgeMode edgeMode = EdgeMode.PEARSON;

  @Option(
      names = "--hom-edge-threshold",
      paramLabel = "R",
      defaultValue = "0.0",
      description =
          "Homologous genes that agree less than this are no longer linked (default:"
              + " ${DEFAULT-VALUE}).")
  double edgeThreshold;

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
                NeighborhoodParams.defaults().hops().general(),
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
        new AgreementParams(edgeMode, edgeThreshold, false));
  }
}
