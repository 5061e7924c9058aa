package org.samap.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code samap query} was asked to do.
 *
 * @param run the folder of a finished run
 * @param genes their names, with or without the species
 * @param out the file of the table; printed if there is none
 */
record QueryOptions(Path run, List<String> genes, Optional<Path> out) implements JobOptions {
  QueryOptions {
    genes = List.copyOf(genes);
  }
}
