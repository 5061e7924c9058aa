package org.samap.core.anndata.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samap.core.anndata.hdf5.reader.Lookup3;

/**
 * The attributes of an object. They lie in its header. If one is too long for a header message (64
 * KiB), all lie in one block of a fractal heap, indexed by a version 2 B-tree.
 */
final class Attributes {
  /** The bytes of an attribute's heap identifier: 1 flag, 4 offset, 3 length. */
  private static final int IDENTIFIER = 8;

  private static final int BLOCK_HEADER = 21;
  private static final int LARGEST_BLOCK = 1 << 23;
  private static final int HEAP_HEADER = 146;
  private static final int MINIMUM_NODE = 512;
  private static final int RECORD = IDENTIFIER + 1 + 4 + 4;

  private record Attribute(String name, Bytes message) {
    int hash() {
      return Lookup3.hash(name.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final List<Attribute> attributes = new ArrayList<>();

  void add(String name, Hdf5Type type, long[] shape, byte[] data) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    Bytes space = dataspace(shape);
    Bytes b = new Bytes().u8(3).u8(0).u16(nameBytes.length + 1).u16(type.message().length);
    b.u16(space.size()).u8(1).bytes(nameBytes).u8(0);
    b.bytes(type.message()).bytes(space.array()).bytes(data);
    put(name, b);
  }

  /** Adds an attribute as the original of this copy describes it. */
  void add(String name, ByteBuffer message) {
    byte[] content = new byte[message.remaining()];
    message.duplicate().get(content);
    put(name, new Bytes().bytes(content));
  }

  private void put(String name, Bytes message) {
    attributes.removeIf(a -> a.name.equals(name));
    attributes.add(new Attribute(name, message));
  }

  /** A simple dataspace; a scalar one if there are no dimensions. */
  static Bytes dataspace(long... shape) {
    Bytes b = new Bytes().u8(2).u8(shape.length).u8(0).u8(shape.length == 0 ? 0 : 1);
    for (long d : shape) {
      b.u64(d);
    }
    return b;
  }

  /** Adds the messages that hold the attributes or say where they are. */
  void addTo(ObjectHeader header, Hdf5Writer file) throws IOException {
    if (attributes.stream().allMatch(a -> a.message.size() <= ObjectHeader.LARGEST)) {
      attributes.forEach(a -> header.add(ObjectHeader.ATTRIBUTE, a.message));
      return;
    }
    List<byte[]> identifiers = new ArrayList<>();
    long heap = writeHeap(file, identifiers);
    long index = writeIndex(file, identifiers);
    header.add(ObjectHeader.ATTRIBUTE_INFO, new Bytes().u8(0).u8(0).u64(heap).u64(index));
  }

  /** Writes a heap of a single block that holds every attribute message. */
  private long writeHeap(Hdf5Writer file, List<byte[]> identifiers) throws IOException {
    int used = BLOCK_HEADER + attributes.stream().mapToInt(a -> a.message.size()).sum();
    int blockSize = Integer.highestOneBit(used - 1) << 1;
    if (used > LARGEST_BLOCK) {
      throw new IllegalArgumentException("attributes of " + used + " bytes; 8 MiB is the most");
    }
    long headerAddress = file.allocate(HEAP_HEADER);
    long blockAddress = file.allocate(blockSize);
    Bytes block = new Bytes().ascii("FHDB").u8(0).u64(headerAddress).u32(0);
    Bytes body = new Bytes();
    int start = block.size() + 4;
    for (Attribute a : attributes) {
      identifiers.add(
          new Bytes().u8(0).u32(start + body.size()).number(a.message.size(), 3).array());
      body.bytes(a.message.array());
    }
    // The checksum covers the whole block, with 0 in its own place.
    Bytes whole = new Bytes().bytes(block.array()).u32(0).bytes(body.array());
    whole.zeros(blockSize - whole.size());
    int checksum = Lookup3.hash(whole.array());
    block.u32(checksum).bytes(body.array()).zeros(blockSize - used);
    file.write(blockAddress, block.buffer());

    Bytes h = new Bytes().ascii("FRHP").u8(0).u16(IDENTIFIER).u16(0).u8(0x02);
    h.u32(blockSize - BLOCK_HEADER); // the largest managed object
    h.u64(0).u64(Bytes.UNDEFINED); // no huge objects
    h.u64(blockSize - used).u64(Bytes.UNDEFINED); // free space, not tracked
    h.u64(blockSize).u64(blockSize).u64(blockSize).u64(attributes.size());
    h.u64(0).u64(0).u64(0).u64(0); // huge and tiny objects
    h.u16(4).u64(blockSize).u64(LARGEST_BLOCK).u16(32).u16(1).u64(blockAddress).u16(0);
    file.write(headerAddress, h.checksum().buffer());
    return headerAddress;
  }

  private long writeIndex(Hdf5Writer file, List<byte[]> identifiers) throws IOException {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparingLong((Integer i) -> Integer.toUnsignedLong(attributes.get(i).hash()))
            .thenComparing(i -> attributes.get(i).name));
    Bytes leaf = new Bytes().ascii("BTLF").u8(0).u8(8);
    for (int i : order) {
      leaf.bytes(identifiers.get(i)).u8(0).u32(i).u32(attributes.get(i).hash());
    }
    leaf.checksum();
    int nodeSize = Math.max(MINIMUM_NODE, leaf.size());
    leaf.zeros(nodeSize - leaf.size());
    long leafAddress = file.append(leaf);
    Bytes h = new Bytes().ascii("BTHD").u8(0).u8(8).u32(nodeSize).u16(RECORD).u16(0).u8(100).u8(40);
    h.u64(leafAddress).u16(order.size()).u64(order.size());
    return file.append(h.checksum());
  }
}
