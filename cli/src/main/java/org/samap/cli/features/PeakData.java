package org.samap.cli.features;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.peaks.PeakCounts;
import org.samap.core.peaks.Peaks;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.pipeline.SpeciesPreparation;
import org.samap.core.run.InputException;

/** Loads cells with their counts in peaks, into a store of the right size. */
final class PeakData {
  private PeakData() {}

  /**
   * Loads data for some work and frees them after it.
   *
   * @param layer the matrix of counts, if it is named
   * @param out the result; what does not fit in memory goes beside it
   * @throws InputException if they are peaks without cells, or cannot be used
   */
  static <T> T use(
      Path file,
      Optional<String> layer,
      Path out,
      JobContext context,
      BiFunction<PeakCounts, ExpressionStore, T> work) {
    if (Peaks.isBed(file)) {
      throw new InputException(
          "%s: holds peaks without cells (BED), but their counts are needed; give the data"
              .formatted(file));
    }
    SpeciesInput any = SpeciesInput.of("atac", file).withReading(Peaks.READING);
    SpeciesInput input = layer.map(any::withLayer).orElse(any);
    int cells = SpeciesPreparation.check(input, false).cells();
    Resources resources = context.resources().orWork(Outputs.makeFolderOf(out));
    try (ExpressionStore store = resources.store(cells)) {
      return work.apply(
          PeakCounts.load(file, layer, store, context.workers(), context.progress()), store);
    }
  }
}
