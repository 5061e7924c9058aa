package org.samap.core.homology.layouts;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A table of a search.
 *
 * @param names what the sequences are called, if the table has numbers in place of names
 */
public record TableFile(Path file, Optional<SequenceIds> names) {
  static TableFile of(Path file) {
    return new TableFile(file, Optional.empty());
  }
}
