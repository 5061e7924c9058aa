package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.pipeline.LabelSource;

/**
 * What {@code samap markers} was asked to do.
 *
 * @param run the folder of a finished run
 * @param labels by species; the others keep the run's labels
 * @param params which markers are written
 * @param out the file of the table
 */
record MarkersOptions(Path run, Map<String, LabelSource> labels, Markers.Params params, Path out)
    implements JobOptions {

  MarkersOptions {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  @Override
  public void run(JobContext context) {
    GeneJobs.markers(this, context);
  }
}
