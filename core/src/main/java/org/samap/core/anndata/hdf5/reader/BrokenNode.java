package org.samap.core.anndata.hdf5.reader;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A member of a group that cannot be read, while other members can.
 *
 * @param path its place in the file
 * @param cause what is wrong with it
 */
public record BrokenNode(String path, Hdf5Exception cause) implements StoredNode {
  @Override
  public Map<String, StoredAttribute> attributes() {
    return Map.of();
  }

  @Override
  public SequencedMap<String, ByteBuffer> attributeMessages() {
    throw cause;
  }
}
