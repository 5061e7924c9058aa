package org.samap.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code samap sam} was asked to do.
 *
 * @param file the cells
 * @param layer the matrix with the counts; otherwise chosen
 * @param sam the analysis
 * @param resolution of Leiden's clusters, above 0
 * @param umap whether to lay the cells out
 * @param seed of everything random
 * @param out the file of the result
 */
record SamOptions(
    Path file,
    Optional<String> layer,
    SamSettings sam,
    double resolution,
    boolean umap,
    long seed,
    Path out)
    implements JobOptions {}
