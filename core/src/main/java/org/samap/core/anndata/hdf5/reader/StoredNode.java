package org.samap.core.anndata.hdf5.reader;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** An object of a file, or a stand-in for one that cannot be read. */
public sealed interface StoredNode permits StoredGroup, StoredDataset, BrokenNode {

  /** Its place in the file, such as {@code /obs/cell_type}. */
  String path();

  /** Its attributes by name, except those of unknown types. */
  Map<String, StoredAttribute> attributes();

  /**
   * The description of each attribute, of whatever type, for a copy of the file.
   *
   * @throws Hdf5Exception if one of them is not known well enough to be copied
   */
  SequencedMap<String, ByteBuffer> attributeMessages();

  default Optional<StoredAttribute> attribute(String name) {
    return Optional.ofNullable(attributes().get(name));
  }
}
