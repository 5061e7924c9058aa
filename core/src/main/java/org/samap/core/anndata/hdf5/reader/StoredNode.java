package org.samap.core.anndata.hdf5.reader;

import java.util.Map;
import java.util.Optional;

/** An object of a file, or what stands where one should be. */
public sealed interface StoredNode permits StoredGroup, StoredDataset, BrokenNode {

  /** Its place in the file, such as {@code /obs/cell_type}. */
  String path();

  /** Its attributes by name, but those of types that are not known. */
  Map<String, StoredAttribute> attributes();

  default Optional<StoredAttribute> attribute(String name) {
    return Optional.ofNullable(attributes().get(name));
  }
}
