package org.samap.core.anndata.hdf5.reader;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** An object of a file, or what stands where one should be. */
public sealed interface StoredNode permits StoredGroup, StoredDataset, BrokenNode {

  /** Its place in the file, such as {@code /obs/cell_type}. */
  String path();

  /** Its attributes by name, but those of types that are not known. */
  Map<String, StoredAttribute> attributes();

  /**
   * What the file says of each attribute, of whatever type, for a copy of the file.
   *
   * @throws Hdf5Exception if there is one that is not known well enough for that
   */
  SequencedMap<String, ByteBuffer> attributeMessages();

  default Optional<StoredAttribute> attribute(String name) {
    return Optional.ofNullable(attributes().get(name));
  }
}
