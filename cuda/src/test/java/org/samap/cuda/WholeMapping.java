package org.samap.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.samap.core.golden.Golden.assertClose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.samap.core.mapping.MappingResult;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.pipeline.MappingJob;
import org.samap.core.pipeline.PreparedSpecies;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * What a mapping gives from files to scores.
 *
 * @param species the analysis of each species
 * @param graphs the stitched graph of every iteration
 * @param mapping the finished mapping
 * @param scores the scores between labels
 * @param layout the last graph in two dimensions, if it was wanted
 */
record WholeMapping(
    List<PreparedSpecies> species,
    List<SparseMatrix> graphs,
    MappingResult mapping,
    double[][] scores,
    Optional<FloatMatrix> layout) {

  /** Maps species by an engine. */
  static WholeMapping of(List<SpeciesInput> inputs, Path maps, String engine, boolean layout) {
    List<SparseMatrix> graphs = new ArrayList<>();
    RunParams params = RunParams.defaults().withUmap(layout);
    try (Workers workers = Workers.of(2);
        MappingJob.Outcome outcome =
            MappingJob.run(
                inputs,
                maps,
                params.withResources(params.resources().withEngine(engine)),
                new MappingJob.Listener() {
                  @Override
                  public void iterated(int iteration, SparseMatrix graph) {
                    graphs.add(graph);
                  }
                },
                workers,
                Progress.silent())) {
      assertThat(outcome.engine()).startsWith(engine);
      return new WholeMapping(
          outcome.species(), graphs, outcome.mapping(), outcome.scores().scores(), outcome.umap());
    }
  }

  /**
   * Fails unless neighbours and edges are the same and values differ by less than this part of the
   * largest. A layout is only looked at: the last bits of a graph decide where its cells end up.
   */
  void assertCloseTo(WholeMapping other, double relative) {
    assertThat(species).hasSameSizeAs(other.species).isNotEmpty();
    for (int s = 0; s < species.size(); s++) {
      PreparedSpecies mine = species.get(s);
      PreparedSpecies its = other.species.get(s);
      assertClose(mine.mapped().variances(), its.mapped().variances(), relative);
      assertClose(mine.mapped().weights(), its.mapped().weights(), relative);
      assertClose(mine.mapped().loadings().values(), its.mapped().loadings().values(), relative);
      assertThat(mine.mapped().connectivities()).isEqualTo(its.mapped().connectivities());
      assertThat(mine.clusters()).isEqualTo(its.clusters());
      assertClose(
          values(mapping.projections().get(s)),
          values(other.mapping.projections().get(s)),
          relative);
    }
    assertThat(graphs).hasSameSizeAs(other.graphs).isNotEmpty();
    for (int i = 0; i < graphs.size(); i++) {
      assertThat(graphs.get(i).entries()).isPositive();
      assertClose(graphs.get(i), other.graphs.get(i), relative);
    }
    assertClose(mapping.refinedLinks(), other.mapping.refinedLinks(), relative);
    assertThat(scores).hasDimensions(other.scores.length, other.scores.length).isNotEmpty();
    for (int a = 0; a < scores.length; a++) {
      assertClose(scores[a], other.scores[a], relative);
    }
    assertThat(layout.isPresent()).isEqualTo(other.layout.isPresent());
    for (float v : layout.map(FloatMatrix::values).orElse(new float[0])) {
      assertThat(v).isFinite();
    }
  }

  /** Fails unless all is the same, bit by bit. */
  void assertSameAs(WholeMapping other) {
    for (int s = 0; s < species.size(); s++) {
      assertThat(species.get(s).mapped().weights())
          .isEqualTo(other.species.get(s).mapped().weights());
      assertThat(species.get(s).mapped().loadings())
          .isEqualTo(other.species.get(s).mapped().loadings());
    }
    assertThat(graphs).isEqualTo(other.graphs);
    assertThat(mapping.projections()).isEqualTo(other.mapping.projections());
    assertThat(mapping.refinedLinks()).isEqualTo(other.mapping.refinedLinks());
    assertThat(Arrays.deepEquals(scores, other.scores)).isTrue();
    assertThat(layout).isEqualTo(other.layout);
  }

  private static float[] values(CellMatrix m) {
    return m.toFloatMatrix().values();
  }
}
