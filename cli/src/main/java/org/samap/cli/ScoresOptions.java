package org.samap.cli;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.samap.core.pipeline.LabelSource;

/**
 * What {@code samap scores} was asked to do.
 *
 * @param run the folder of a finished run
 * @param labels by species, in the order given; the others keep the run's labels
 * @param nTop best cells that make up a score; 0 for all
 * @param scores the file of the square table
 * @param ranking the file of the partners of every node, if wanted
 */
record ScoresOptions(
    Path run, Map<String, LabelSource> labels, int nTop, Path scores, Optional<Path> ranking) {

  ScoresOptions {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
