package org.samap.cli;

import java.nio.file.Path;

/**
 * What {@code samap cluster} was asked to do.
 *
 * @param file the cells and their graph
 * @param k the wanted number of clusters
 * @param key the column of the clusters
 * @param seed of everything random
 * @param out the file to write; may be {@code file} itself
 */
record ClusterOptions(Path file, int k, String key, long seed, Path out) implements JobOptions {}
