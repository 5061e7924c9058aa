package org.samap.core.anndata.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.Store.Fault;
import org.samap.core.anndata.Values;

/** What the elements of an array are, and how their bytes lie in a chunk. */
sealed interface ElementType {

  DType dtype();

  /** The bytes of an element, 0 if these differ. */
  int width();

  /** The first elements of some bytes. */
  Values decode(byte[] bytes, int count);

  /** This type in another byte order. */
  default ElementType inOrder(boolean bigEndian) {
    return this;
  }

  /** Numbers and bools. */
  record Numbers(DType dtype, boolean bigEndian) implements ElementType {
    @Override
    public int width() {
      return dtype.bytes();
    }

    @Override
    public Values decode(byte[] bytes, int count) {
      ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      return Values.ofBytes(dtype, ByteBuffer.wrap(bytes).order(order), count);
    }

    @Override
    public ElementType inOrder(boolean big) {
      return new Numbers(dtype, big);
    }
  }

  /** Texts of a fixed number of bytes, filled up with zeros: UTF-8 (or ASCII), or UTF-32. */
  record FixedTexts(int width, Charset charset) implements ElementType {
    static FixedTexts utf8(int bytes) {
      return new FixedTexts(bytes, StandardCharsets.UTF_8);
    }

    static FixedTexts utf32(int bytes, boolean bigEndian) {
      return new FixedTexts(
          bytes, bigEndian ? StandardCharsets.UTF_32BE : StandardCharsets.UTF_32LE);
    }

    boolean isUtf8() {
      return charset.equals(StandardCharsets.UTF_8);
    }

    @Override
    public DType dtype() {
      return DType.STRING;
    }

    @Override
    public Values decode(byte[] bytes, int count) {
      String[] out = new String[count];
      for (int i = 0; i < count; i++) {
        String text = new String(bytes, i * width, width, charset);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
          end--;
        }
        out[i] = text.substring(0, end);
      }
      return Values.of(out);
    }

    @Override
    public ElementType inOrder(boolean big) {
      return isUtf8() ? this : utf32(width, big);
    }
  }

  /** Texts of any length: their number, then each with its length before it. */
  record AnyTexts() implements ElementType {
    @Override
    public DType dtype() {
      return DType.STRING;
    }

    @Override
    public int width() {
      return 0;
    }

    @Override
    public Values decode(byte[] bytes, int count) {
      ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int stored = in.remaining() < Integer.BYTES ? 0 : in.getInt();
      if (stored != count) {
        throw Fault.damaged("a chunk holds %d of its %d texts".formatted(stored, count));
      }
      String[] out = new String[count];
      for (int i = 0; i < count; i++) {
        int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
        if (length < 0 || length > in.remaining()) {
          throw Fault.damaged("the texts of a chunk are cut off");
        }
        out[i] = new String(bytes, in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
      }
      return Values.of(out);
    }
  }
}
