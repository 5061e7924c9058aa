package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.samap.cli.finished.OrthologArgs;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.analysis.evolution.CellTypeTriangles;
import org.samap.core.analysis.evolution.GeneTriangles;
import org.samap.core.analysis.evolution.ParalogSubstitutions;
import org.samap.core.pipeline.LabelSource;

/**
 * What {@code samap triangles} was asked to do.
 *
 * @param run the folder of a finished run
 * @param labels by species, in the order given; the others keep the run's labels
 * @param orthologs where they come from
 * @param cellTypes what joins cell types
 * @param substitutions what counts as a substitution
 * @param genes what joins genes
 * @param out the folder of the tables
 */
record TrianglesOptions(
    Path run,
    Map<String, LabelSource> labels,
    OrthologArgs.Choice orthologs,
    CellTypeTriangles.Params cellTypes,
    ParalogSubstitutions.Params substitutions,
    GeneTriangles.Params genes,
    Path out)
    implements JobOptions {

  TrianglesOptions {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  @Override
  public void run(JobContext context) {
    EvolutionJobs.triangles(this, context);
  }
}
