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
   * @param padding what fills the rest of a shorter text
   */
  record FixedText(int size, Padding padding) implements StoredType {}

  /** What fills the rest of an element after a shorter text. */
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

  /** Whole numbers, some of which have names (an enumeration). */
  record Named(Whole base, Map<Long, String> names) implements StoredType {
    @Override
    public int size() {
      return base.size();
    }
  }

  /** Fields side by side. */
  record Fields(int size, List<Field> fields) implements StoredType {}

  /** A field and its position in a record. */
  record Field(String name, int offset, StoredType type) {}

  /** Small arrays. */
  record Boxes(int size, List<Integer> shape, StoredType base) implements StoredType {}

  /** A type that is not supported. */
  record Other(int size, String name) implements StoredType {}
}
