package org.samap.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A species as the user gave it.
 *
 * @param id without {@code _}, unique
 * @param file its cells
 * @param labels the annotation of the scores; otherwise the clusters
 * @param clusters clusters to use instead of Leiden's
 * @param names a table that leads from names in the BLAST tables to genes of the file
 * @param layer the matrix with the counts ({@code X}, {@code raw} or a layer); otherwise chosen
 * @param resolution of Leiden's clusters, above 0
 */
record SpeciesInput(
    String id,
    Path file,
    Optional<LabelSource> labels,
    Optional<LabelSource> clusters,
    Optional<Path> names,
    Optional<String> layer,
    double resolution) {}
