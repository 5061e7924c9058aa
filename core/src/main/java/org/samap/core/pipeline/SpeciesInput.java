package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.counts.CellDraw;
import org.samap.core.anndata.counts.CellFilter;
import org.samap.core.anndata.formats.ReadOptions;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.run.SpeciesPrefix;

/**
 * A species as the user specifies it.
 *
 * @param id a short name without {@code _}
 * @param files its data
 * @param reading choices that some formats leave open
 * @param labels the labels that are scored; the clusters if there are none
 * @param clusters clusters to use instead of those found by Leiden
 * @param names a table from names in the search tables to genes of the data
 * @param layer the matrix of counts: {@code X}, {@code raw} or a layer; searched for if none is
 *     named
 * @param resolution the resolution of Leiden, above 0
 * @param batch the column of {@code obs} with the batch of each cell; the differences between
 *     batches are corrected. Nothing is corrected if no column is named
 * @param cells which cells are used
 */
public record SpeciesInput(
    String id,
    InputFiles files,
    ReadOptions reading,
    Optional<LabelSource> labels,
    Optional<LabelSource> clusters,
    Optional<Path> names,
    Optional<String> layer,
    double resolution,
    Optional<String> batch,
    CellFilter cells) {

  public SpeciesInput {
    SpeciesPrefix.check(List.of(id));
  }

  /** A species with all defaults but its file. */
  public static SpeciesInput of(String id, Path file) {
    return new SpeciesInput(
        id,
        InputFiles.of(file),
        ReadOptions.defaults(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        LeidenParams.defaults().resolution(),
        Optional.empty(),
        CellFilter.none());
  }

  /** The same from other files. */
  public SpeciesInput withFiles(InputFiles others) {
    return new SpeciesInput(
        id, others, reading, labels, clusters, names, layer, resolution, batch, cells);
  }

  public SpeciesInput withReading(ReadOptions options) {
    return new SpeciesInput(
        id, files, options, labels, clusters, names, layer, resolution, batch, cells);
  }

  public SpeciesInput withLabels(LabelSource source) {
    return new SpeciesInput(
        id, files, reading, Optional.of(source), clusters, names, layer, resolution, batch, cells);
  }

  public SpeciesInput withClusters(LabelSource source) {
    return new SpeciesInput(
        id, files, reading, labels, Optional.of(source), names, layer, resolution, batch, cells);
  }

  public SpeciesInput withLayer(String name) {
    return new SpeciesInput(
        id, files, reading, labels, clusters, names, Optional.of(name), resolution, batch, cells);
  }

  public SpeciesInput withBatch(String column) {
    return new SpeciesInput(
        id, files, reading, labels, clusters, names, layer, resolution, Optional.of(column), cells);
  }

  public SpeciesInput withCells(CellFilter filter) {
    return new SpeciesInput(
        id, files, reading, labels, clusters, names, layer, resolution, batch, filter);
  }

  /**
   * The cells to draw.
   *
   * @param obs the table of all cells
   */
  Optional<CellDraw> draw(DataFrame obs, long seed) {
    return cells.subsample().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CellDraw(
                cells.subsample().getAsInt(),
                labels
                    .map(source -> source.labels(id, obs))
                    .orElseGet(() -> Collections.nCopies(obs.rows(), "")),
                seed));
  }
}
