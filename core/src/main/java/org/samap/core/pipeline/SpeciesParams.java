package org.samap.core.pipeline;

import org.samap.core.cluster.LeidenParams;
import org.samap.core.run.InputException;
import org.samap.core.sam.MappingLoadings;
import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.SamParams;

/**
 * How each species is analysed by itself.
 *
 * @param preprocess counts to expression
 * @param sam gene weights and neighbours
 * @param leiden clusters, but for their resolution, which belongs to each species
 * @param components the loadings that the mapping projects cells on (300)
 * @param redo whether a finished SAM result in a file is made anew (no)
 */
public record SpeciesParams(
    PreprocessParams preprocess, SamParams sam, LeidenParams leiden, int components, boolean redo) {

  public SpeciesParams {
    if (components < 1) {
      throw InputException.about(
          "components", "components is " + components + "; give a number of at least 1");
    }
  }

  public static SpeciesParams defaults() {
    return new SpeciesParams(
        PreprocessParams.defaults(),
        SamParams.defaults(),
        LeidenParams.defaults(),
        MappingLoadings.COMPONENTS,
        false);
  }

  /** The seed of everything random. */
  public long seed() {
    return sam.search().seed();
  }

  public SpeciesParams withSam(SamParams s) {
    return new SpeciesParams(preprocess, s, leiden, components, redo);
  }

  public SpeciesParams withSeed(long seed) {
    return new SpeciesParams(
        preprocess, sam.withSearch(s -> s.withSeed(seed)), leiden.withSeed(seed), components, redo);
  }
}
