package org.samap.core.pipeline;

import java.util.function.UnaryOperator;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.mapping.MappingParams;

/**
 * All parameters of a run.
 *
 * @param species the analysis of each species
 * @param homology how search tables become gene links
 * @param mapping the mapping
 * @param output what is written
 * @param resources what the run is allowed to use; has no effect on its results
 */
public record RunParams(
    SpeciesParams species,
    HomologyParams homology,
    MappingParams mapping,
    Output output,
    Resources resources) {

  /**
   * What a run writes.
   *
   * @param umap whether graphs are laid out (yes)
   * @param expression whether the combined file holds the expression (yes)
   */
  public record Output(boolean umap, boolean expression) {}

  public static RunParams defaults() {
    return new RunParams(
        SpeciesParams.defaults(),
        HomologyParams.defaults(),
        MappingParams.defaults(),
        new Output(true, true),
        Resources.ofThisMachine());
  }

  public RunParams withSpecies(UnaryOperator<SpeciesParams> change) {
    return new RunParams(change.apply(species), homology, mapping, output, resources);
  }

  public RunParams withMapping(MappingParams p) {
    return new RunParams(species, homology, p, output, resources);
  }

  public RunParams withUmap(boolean lay) {
    return withOutput(new Output(lay, output.expression()));
  }

  public RunParams withExpression(boolean write) {
    return withOutput(new Output(output.umap(), write));
  }

  private RunParams withOutput(Output o) {
    return new RunParams(species, homology, mapping, o, resources);
  }

  public RunParams withResources(Resources r) {
    return new RunParams(species, homology, mapping, output, r);
  }

  /** The same with this seed for everything random. */
  public RunParams withSeed(long seed) {
    return withSpecies(s -> s.withSeed(seed))
        .withMapping(mapping.withSearch(s -> s.withSeed(seed)));
  }
}
