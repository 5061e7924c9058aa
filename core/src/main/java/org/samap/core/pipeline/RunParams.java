package org.samap.core.pipeline;

import org.samap.core.cluster.LeidenParams;
import org.samap.core.homology.HomologyParams;
import org.samap.core.mapping.MappingParams;
import org.samap.core.run.InputException;
import org.samap.core.sam.MappingLoadings;
import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.SamParams;

/**
 * All choices of a run.
 *
 * @param preprocess counts to expression
 * @param sam gene weights and neighbours inside species
 * @param components the loadings that cells are projected on, per species
 * @param leiden clusters, but for their resolution, which belongs to each species
 * @param homology search tables to gene links
 * @param mapping the mapping
 * @param umap whether to lay graphs out
 * @param redoSam whether a finished SAM result in a file is made anew
 * @param writeExpression whether the combined file holds the expression
 * @param resources what the run may use; has no effect on its results
 */
public record RunParams(
    PreprocessParams preprocess,
    SamParams sam,
    int components,
    LeidenParams leiden,
    HomologyParams homology,
    MappingParams mapping,
    boolean umap,
    boolean redoSam,
    boolean writeExpression,
    Resources resources) {

  public RunParams {
    if (components < 1) {
      throw new InputException("--npcs is " + components + "; give a number of at least 1");
    }
  }

  public static RunParams defaults() {
    return new RunParams(
        PreprocessParams.defaults(),
        SamParams.defaults(),
        MappingLoadings.COMPONENTS,
        LeidenParams.defaults(),
        HomologyParams.defaults(),
        MappingParams.defaults(),
        true,
        false,
        true,
        Resources.ofThisMachine());
  }

  public RunParams withMapping(MappingParams p) {
    return new RunParams(
        preprocess,
        sam,
        components,
        leiden,
        homology,
        p,
        umap,
        redoSam,
        writeExpression,
        resources);
  }

  public RunParams withSam(SamParams p) {
    return new RunParams(
        preprocess,
        p,
        components,
        leiden,
        homology,
        mapping,
        umap,
        redoSam,
        writeExpression,
        resources);
  }

  public RunParams withUmap(boolean lay) {
    return new RunParams(
        preprocess,
        sam,
        components,
        leiden,
        homology,
        mapping,
        lay,
        redoSam,
        writeExpression,
        resources);
  }

  public RunParams withWriteExpression(boolean write) {
    return new RunParams(
        preprocess, sam, components, leiden, homology, mapping, umap, redoSam, write, resources);
  }

  public RunParams withResources(Resources r) {
    return new RunParams(
        preprocess, sam, components, leiden, homology, mapping, umap, redoSam, writeExpression, r);
  }
}
