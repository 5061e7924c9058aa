package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.analysis.genes.Enrichment;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.annotation.Annotations;
import org.samap.core.pipeline.LabelSource;

/**
 * What {@code samap enrich} was asked to do.
 *
 * @param run the folder of a finished run
 * @param labels by species; the others keep the run's labels
 * @param files of annotations, by species
 * @param names tables that lead from names in these files to genes of the data, by species
 * @param annotations how the files are read
 * @param pairs which genes count
 * @param enrichment which genes they are compared with
 * @param out the file of the table
 */
record EnrichOptions(
    Path run,
    Map<String, LabelSource> labels,
    Map<String, Path> files,
    Map<String, Path> names,
    Annotations.Params annotations,
    GenePairs.Params pairs,
    Enrichment.Params enrichment,
    Path out)
    implements JobOptions {

  EnrichOptions {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
  }

  @Override
  public void run(JobContext context) {
    GeneJobs.enrich(this, context);
  }
}
