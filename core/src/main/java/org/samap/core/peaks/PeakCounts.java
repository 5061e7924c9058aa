package org.samap.core.peaks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Values;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.genome.Chromosomes;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * Cells and their counts in peaks.
 *
 * @param counts cells x features
 * @param peaks the peaks among the features
 */
public record PeakCounts(Counts counts, Peaks peaks) {

  /**
   * Loads data of any format.
   *
   * @param layer as for {@link CountsLoader#load}
   * @throws InputException if they have no counts or no peaks
   */
  public static PeakCounts load(
      Path path,
      Optional<String> layer,
      ExpressionStore store,
      Workers workers,
      Progress progress) {
    try (DataFile file = DataFiles.open(path, Peaks.READING)) {
      Counts counts = CountsLoader.load(file, layer, store, workers, progress);
      return new PeakCounts(
          counts, Peaks.of(path.toString(), Peaks.features(file, counts.genes()), progress));
    }
  }

  /**
   * Links of a table, for the features of these data. A peak is the same if it has the same name or
   * lies in the same place, however that is written.
   *
   * @throws InputException if no peak of the table is in the data
   */
  public FeatureLinks fit(FeatureLinks table, Path file, Progress progress) {
    Map<String, Integer> features = new HashMap<>();
    peaks.all().forEach(peak -> features.putIfAbsent(place(peak), peak.feature()));
    for (int f = 0; f < peaks.features().size(); f++) {
      features.put(peaks.features().get(f), f);
    }
    FeatureLinks.Builder links = FeatureLinks.builder(peaks.features(), table.genes());
    int unknown = 0;
    for (int f = 0; f < table.features().size(); f++) {
      String name = table.features().get(f);
      Optional<Integer> feature =
          Optional.ofNullable(features.get(name))
              .or(() -> Peaks.named(name).map(PeakCounts::place).map(features::get));
      unknown += feature.isEmpty() ? 1 : 0;
      if (feature.isPresent()) {
        for (int p = table.weights().offset(f); p < table.weights().offset(f + 1); p++) {
          links.add(feature.get(), table.weights().index(p), table.weights().value(p));
        }
      }
    }
    FeatureLinks fitted = links.build();
    if (fitted.weights().entries() == 0) {
      throw new InputException(
          "%s links no peak of the data: it has %s, ... and the data %s, ...; make it from the peaks of these data"
              .formatted(file, table.features().getFirst(), peaks.features().getFirst()));
    }
    if (unknown > 0) {
      progress.warn(
          "%s: %d of %d peaks are not in the data; their links are passed over"
              .formatted(file, unknown, table.features().size()));
    }
    return fitted;
  }

  private static String place(Peak peak) {
    return "%s:%d-%d"
        .formatted(Chromosomes.plain(peak.chromosome()), peak.span().start(), peak.span().end());
  }

  /** The cells with the activity of genes in place of their counts; {@code var['peaks']}. */
  public AnnData annotated(GeneActivity activity) {
    List<String> genes = activity.genes();
    return AnnData.of(counts.obs(), DataFrame.of(genes).with("peaks", Values.of(activity.peaks())))
        .withX(BlockMatrix.of(activity.activity()));
  }
}
