package org.samap.cli.finished;

import java.nio.file.Path;
import java.util.Map;
import org.samap.core.pipeline.LabelSource;
import picocli.CommandLine.Mixin;

/** A finished run and the labels of its cells. */
public final class FinishedRunArgs {
  @Mixin private RunDirArgs run = new RunDirArgs();
  @Mixin private CellTypeArgs labels = new CellTypeArgs();

  /** The folder of the run. */
  public Path folder(String command) {
    return run.folder(command);
  }

  /** The labels that were given, by species. */
  public Map<String, LabelSource> labels(String command) {
    return labels.sources(RunDirArgs.species(command, folder(command)));
  }
}
