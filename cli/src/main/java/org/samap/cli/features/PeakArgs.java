package org.samap.cli.features;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.LayerArgs;
import org.samap.cli.options.Outputs;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.peaks.PeakCounts;
import org.samap.core.peaks.Peaks;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.pipeline.SpeciesPreparation;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The cells with their counts in peaks. */
final class PeakArgs {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description =
          "The cells with their counts in peaks, in any format that 'samap run' reads. Peaks are"
              + " called chr1:100-200, chr1-100-200 or chr1_100_200, or have columns chrom, start"
              + " and end.")
  private Optional<Path> file = Optional.empty();

  @Mixin private LayerArgs counts = new LayerArgs();

  /**
   * The data.
   *
   * @param command its name, for a message
   * @throws InputException if no file is given, or there is none
   */
  Path file(String command) {
    return Check.fileOrFolder(
        command, Check.present(command, "FILE, the cells with their peaks", file));
  }

  /** The files that are read of the data. */
  List<Path> files(String command) {
    return DataFiles.files(file(command));
  }

  /** The peaks alone, of data or of a BED file. */
  Peaks peaks(String command, Progress progress) {
    return Peaks.read(file(command), counts.layer, progress);
  }

  /**
   * Loads data for some work, into a store of the right size, and frees them after it.
   *
   * @param command its name, for a message
   * @param out the result; what does not fit in memory goes beside it
   * @throws InputException if they are peaks without cells, or cannot be used
   */
  <T> T use(
      String command,
      Path out,
      JobContext context,
      BiFunction<PeakCounts, ExpressionStore, T> work) {
    Path path = file(command);
    if (Peaks.isBed(path)) {
      throw new InputException(
          "%s: holds peaks without cells (BED), but their counts are needed; give the data"
              .formatted(path));
    }
    SpeciesInput any = SpeciesInput.of("atac", path).withReading(Peaks.READING);
    SpeciesInput input = counts.layer.map(any::withLayer).orElse(any);
    int cells = SpeciesPreparation.check(input, false).cells();
    Resources resources = context.resources().orWork(Outputs.makeFolderOf(out));
    try (ExpressionStore store = resources.store(cells)) {
      return work.apply(
          PeakCounts.load(path, counts.layer, store, context.workers(), context.progress()), store);
    }
  }
}
