package org.samap.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@code samap simulate} was asked to do.
 *
 * @param species ids, at least two
 * @param cells of each species
 * @param seed of everything random
 * @param out the folder of the files, which may not exist yet
 */
record SimulateOptions(List<String> species, int cells, long seed, Path out) {

  SimulateOptions {
    species = List.copyOf(species);
  }
}
