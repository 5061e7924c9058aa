package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.number;
import static org.samap.core.anndata.hdf5.reader.FileBytes.part;
import static org.samap.core.anndata.hdf5.reader.FileBytes.signed;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u16;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The messages in an object's header, which describe a group or a data set. A message can lie in
 * the header of another object (a committed type, for example).
 */
final class ObjectMessages {
  static final int DATASPACE = 0x01;
  static final int LINK_INFO = 0x02;
  static final int DATATYPE = 0x03;
  static final int OLD_FILL_VALUE = 0x04;
  static final int FILL_VALUE = 0x05;
  static final int LINK = 0x06;
  static final int EXTERNAL_FILES = 0x07;
  static final int LAYOUT = 0x08;
  static final int FILTERS = 0x0B;
  static final int ATTRIBUTE = 0x0C;
  static final int SYMBOL_TABLE = 0x11;
  static final int ATTRIBUTE_INFO = 0x15;

  private static final int CONTINUATION = 0x10;

  /** Headers of thousands of attributes have fewer; each block is read inside the one before. */
  private static final int MOST_BLOCKS = 1000;

  private static final int SHARED = 0x02;

  private record Message(int type, boolean shared, ByteBuffer data) {}

  private final FileBytes file;
  private final List<Message> messages = new ArrayList<>();
  private final Set<Long> blocks = new HashSet<>();
  private int version;
  private boolean ordered;

  private ObjectMessages(FileBytes file) {
    this.file = file;
  }

  static ObjectMessages at(FileBytes file, long address) {
    ObjectMessages header = new ObjectMessages(file);
    ByteBuffer start = file.upTo(address, 16);
    if (start.get(0) == 'O') {
      header.readNew(address);
    } else {
      header.readOld(address, start);
    }
    return header;
  }

  private void readOld(long address, ByteBuffer b) {
    version = u8(b);
    if (version != 1) {
      throw Hdf5Exception.damaged("no object lies at %d".formatted(address));
    }
    skip(b, 7);
    readBlock(file.at(address + 16, number(b, 4)));
  }

  private void readNew(long address) {
    ByteBuffer b = signed(file.upTo(address, 64), "OHDR");
    version = u8(b);
    if (version != 2) {
      throw Hdf5Exception.unsupported("its header is of version " + version);
    }
    int flags = u8(b);
    ordered = (flags & 0x04) != 0;
    skip(b, (flags & 0x20) != 0 ? 16 : 0);
    skip(b, (flags & 0x10) != 0 ? 4 : 0);
    long size = number(b, 1 << (flags & 0x03));
    int prefix = b.position();
    readBlock(file.checked(address, prefix + size + 4).position(prefix));
  }

  private void readBlock(ByteBuffer b) {
    int head = version == 1 ? 8 : ordered ? 6 : 4;
    while (b.remaining() >= head) {
      int type = version == 1 ? u16(b) : u8(b);
      int size = u16(b);
      int flags = u8(b);
      skip(b, head - (version == 1 ? 5 : 4));
      ByteBuffer data = part(b, size);
      if (type == CONTINUATION) {
        long address = file.address(data);
        long length = file.length(data);
        if (!blocks.add(address) || blocks.size() > MOST_BLOCKS) {
          throw Hdf5Exception.damaged("the blocks of its header form a circle");
        }
        readBlock(
            version == 1
                ? file.at(address, length)
                : signed(file.checked(address, length), "OCHK"));
      } else {
        messages.add(new Message(type, (flags & SHARED) != 0, data));
      }
    }
  }

  boolean has(int type) {
    return messages.stream().anyMatch(m -> m.type == type);
  }

  /** The content of the message of a type; empty if there is none. */
  Optional<ByteBuffer> find(int type) {
    return messages.stream().filter(m -> m.type == type).findFirst().map(this::content);
  }

  ByteBuffer get(int type) {
    return find(type)
        .orElseThrow(() -> Hdf5Exception.damaged("its header lacks a message of type " + type));
  }

  /** The contents of all messages of a type. */
  List<ByteBuffer> all(int type) {
    return messages.stream().filter(m -> m.type == type).map(this::content).toList();
  }

  private ByteBuffer content(Message m) {
    ByteBuffer data = m.data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return m.shared ? shared(file, data, m.type) : data;
  }

  /** Reads the message of a type from the header of another object. */
  static ByteBuffer shared(FileBytes file, ByteBuffer b, int type) {
    int version = u8(b);
    int place = u8(b);
    if (version == 1) {
      skip(b, 6);
    } else if (version == 3 && place == 1) {
      throw Hdf5Exception.unsupported("a part of its description lies in the file's shared heap");
    }
    ObjectMessages other = at(file, file.address(b));
    Message found =
        other.messages.stream()
            .filter(m -> m.type == type && !m.shared)
            .findFirst()
            .orElseThrow(() -> Hdf5Exception.damaged("a part of its description is missing"));
    return found.data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }
}
