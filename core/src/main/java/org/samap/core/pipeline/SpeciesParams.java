package org.samap.core.pipeline;

import org.samap.core.cluster.LeidenParams;
import org.samap.core.run.InputException;
import org.samap.core.sam.MappingLoadings;
import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.SamParams;

/**
 * How each species is analysed by itself.
 *
 * @param preprocess how counts become expression
 * @param sam gene weights and neighbours
 * @param leiden the clustering, except its resolution, which each species sets
 * @param components the number of loadings on which the mapping projects cells (300)
 * @param redo whether SAM is run again on a file with a finished result (no)
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
