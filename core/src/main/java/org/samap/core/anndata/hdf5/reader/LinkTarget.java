package org.samap.core.anndata.hdf5.reader;

/** Where a member of a group lies. */
public sealed interface LinkTarget {
  /** An object of the file. */
  record Hard(long address) implements LinkTarget {}

  /** Another place in the file, by its path. */
  record Soft(String path) implements LinkTarget {}

  /** A link that is not followed. */
  record Elsewhere(String reason) implements LinkTarget {}
}
