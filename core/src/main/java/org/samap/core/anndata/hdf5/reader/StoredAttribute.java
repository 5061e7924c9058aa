package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.part;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.text;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u16;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;

/**
 * An attribute.
 *
 * @param name its name
 * @param type the type of its elements
 * @param size the number of elements
 * @param bytes their bytes
 */
public record StoredAttribute(String name, StoredType type, int size, ByteBuffer bytes) {

  static StoredAttribute read(FileBytes file, ByteBuffer b) {
    int version = version(b);
    int flags = u8(b);
    int nameSize = u16(b);
    int typeSize = u16(b);
    int spaceSize = u16(b);
    if (version == 3) {
      u8(b); // the character set: ASCII is also UTF-8
    }
    int step = version == 1 ? 8 : 1;
    String name = text(part(b, padded(nameSize, step)));
    ByteBuffer type = part(b, padded(typeSize, step));
    ByteBuffer space = part(b, padded(spaceSize, step));
    if (version > 1 && (flags & 1) != 0) {
      type = ObjectMessages.shared(file, type, ObjectMessages.DATATYPE);
    }
    if (version > 1 && (flags & 2) != 0) {
      space = ObjectMessages.shared(file, space, ObjectMessages.DATASPACE);
    }
    StoredType read = TypeReader.read(type);
    long size = Dataspace.read(file, space).size();
    if (read.size() > 0 && size > b.remaining() / read.size()) {
      throw Hdf5Exception.damaged("the attribute '" + name + "' is cut off");
    }
    return new StoredAttribute(name, read, (int) size, part(b, (int) size * read.size()));
  }

  /** Reads only the name. */
  static String name(ByteBuffer b) {
    int version = version(b);
    skip(b, 1);
    int size = u16(b);
    skip(b, version == 3 ? 5 : 4);
    return text(part(b, size));
  }

  private static int version(ByteBuffer b) {
    int version = u8(b);
    if (version < 1 || version > 3) {
      throw Hdf5Exception.unsupported("an attribute of version " + version);
    }
    return version;
  }

  private static int padded(int size, int step) {
    return (size + step - 1) / step * step;
  }
}
