package org.samap.core.anndata.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The header of a group or data set: a list of messages. */
final class ObjectHeader {
  static final int DATASPACE = 0x01;
  static final int DATATYPE = 0x03;
  static final int FILL_VALUE = 0x05;
  static final int LAYOUT = 0x08;
  static final int FILTERS = 0x0B;
  static final int ATTRIBUTE = 0x0C;
  static final int SYMBOL_TABLE = 0x11;
  static final int ATTRIBUTE_INFO = 0x15;

  /** The most bytes of a message in a header. */
  static final int LARGEST = 65535;

  private record Message(int type, Bytes body) {}

  private final List<Message> messages = new ArrayList<>();

  ObjectHeader add(int type, Bytes body) {
    if (body.size() > LARGEST) {
      throw new IllegalArgumentException("message " + type + " of " + body.size() + " bytes");
    }
    messages.add(new Message(type, body));
    return this;
  }

  /** Writes the header and returns its address. */
  long write(Hdf5Writer file) throws IOException {
    int size = messages.stream().mapToInt(m -> 4 + m.body.size()).sum();
    Bytes header = new Bytes().ascii("OHDR").u8(2).u8(0x02).u32(size);
    for (Message m : messages) {
      header.u8(m.type).u16(m.body.size()).u8(0).bytes(m.body.array());
    }
    return file.append(header.checksum());
  }
}
