package org.samap.cli;

import java.nio.file.Path;

/**
 * What {@code samap demo} was asked to do.
 *
 * @param cells of each simulated species
 * @param seed of everything random
 * @param out the folder of the files, which may not exist yet
 */
record DemoOptions(int cells, long seed, Path out) implements JobOptions {}
