package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The attributes of an object: in its header, or in a heap of their own. */
final class AttributeTable {
  private static final int HEAP_ID = 8;

  private AttributeTable() {}

  /** The attributes whose types are known. */
  static Map<String, StoredAttribute> read(FileBytes file, ObjectMessages header) {
    Map<String, StoredAttribute> attributes = new LinkedHashMap<>();
    for (ByteBuffer message : all(file, header)) {
      try {
        StoredAttribute a = StoredAttribute.read(file, message);
        attributes.put(a.name(), a);
      } catch (Hdf5Exception e) {
        if (e.isDamage()) {
          throw e;
        }
      }
    }
    return attributes;
  }

  /** The descriptions of all attributes, by name. */
  static SequencedMap<String, ByteBuffer> messages(FileBytes file, ObjectMessages header) {
    SequencedMap<String, ByteBuffer> messages = new LinkedHashMap<>();
    for (ByteBuffer message : all(file, header)) {
      messages.put(StoredAttribute.name(message.duplicate().order(message.order())), message);
    }
    return messages;
  }

  private static List<ByteBuffer> all(FileBytes file, ObjectMessages header) {
    List<ByteBuffer> messages = new ArrayList<>(header.all(ObjectMessages.ATTRIBUTE));
    header.find(ObjectMessages.ATTRIBUTE_INFO).ifPresent(b -> addDense(file, b, messages));
    return messages;
  }

  private static void addDense(FileBytes file, ByteBuffer info, List<ByteBuffer> messages) {
    skip(info, 1);
    int flags = u8(info);
    skip(info, (flags & 1) != 0 ? 2 : 0);
    long heapAddress = file.address(info);
    long index = file.address(info);
    if (heapAddress == FileBytes.UNDEFINED || index == FileBytes.UNDEFINED) {
      return;
    }
    FractalHeap heap = FractalHeap.at(file, heapAddress);
    RecordTree.read(file, index, r -> messages.add(heap.object(FileBytes.part(r, HEAP_ID))));
  }
}
