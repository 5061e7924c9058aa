package org.samap.core.anndata.hdf5.reader;

import java.util.List;
import java.util.Map;

/** The type of the elements of a data set or attribute. */
public sealed interface StoredType {

  /** The bytes of an element. */
  int size();

  /** Whole numbers. */
  record Whole(int size, boolean signed, boolean bigEndian) implements StoredType {}

  /** Floating-point numbers of IEEE 754. */
  record Floating(int size, boolean bigEndian) implements StoredType {}

  /**
   * Text of fixed length.
   *
   * @param padding what follows a text that is shorter
   */
  record FixedText(int size, Padding padding) implements StoredType {}

  /** What follows a text that is shorter than its element. */
  enum Padding {
    /** A zero, then anything. */
    ZERO_ENDS,
    /** Zeros. */
    ZEROS,
    /** Blanks. */
    BLANKS
  }

  /** Text of any length; an element is a reference to it. */
  record AnyText(int size) implements StoredType {}

  /** Names for some whole numbers. */
  record Named(Whole base, Map<Long, String> names) implements StoredType {
    @Override
    public int size() {
      return base.size();
    }
  }

  /** Fields side by side. */
  record Fields(int size, List<Field> fields) implements StoredType {}

  /** A field and where it begins in a record. */
  record Field(String name, int offset, StoredType type) {}

  /** Small arrays. */
  record Boxes(int size, List<Integer> shape, StoredType base) implements StoredType {}

  /** A type that is not read. */
  record Other(int size, String name) implements StoredType {}
}
