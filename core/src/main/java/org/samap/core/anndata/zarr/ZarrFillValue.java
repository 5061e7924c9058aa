package org.samap.core.anndata.zarr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Optional;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.Values;

/** Reads the element that stands where no chunk was written. */
final class ZarrFillValue {
  private static final int HEXADECIMAL = 16;

  /** Digits of a whole number of 64 bits. */
  private static final int MOST_DIGITS = 20;

  private ZarrFillValue() {}

  /** The element; zero or an empty text if none is given. */
  static Values of(Optional<JsonValue> fill, ElementType type) {
    if (fill.isEmpty()) {
      return Values.zeros(type.dtype(), 1);
    }
    try {
      return read(fill.get(), type);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw JsonValue.wrong("fill_value");
    }
  }

  private static Values read(JsonValue fill, ElementType type) {
    return switch (type) {
      case ElementType.FixedTexts t
          when t.isUtf8() && fill instanceof JsonValue.Text(String base64) ->
          padded(Base64.getDecoder().decode(base64), t);
      case ElementType.FixedTexts t -> text(fill);
      case ElementType.AnyTexts t -> text(fill);
      case ElementType.Numbers n -> number(fill, n.dtype());
    };
  }

  private static Values padded(byte[] bytes, ElementType.FixedTexts type) {
    byte[] element = new byte[type.width()];
    System.arraycopy(bytes, 0, element, 0, Math.min(bytes.length, element.length));
    return type.decode(element, 1);
  }

  /** A text; Python also writes 0 for an empty one. */
  private static Values text(JsonValue fill) {
    return Values.of(fill instanceof JsonValue.Text(String value) ? value : "");
  }

  private static Values number(JsonValue fill, DType type) {
    return switch (fill) {
      case JsonValue.Truth(boolean value) -> whole(value ? 1 : 0, type);
      case JsonValue.Text(String value) when value.startsWith("0x") ->
          bits(new BigInteger(value.substring(2), HEXADECIMAL).longValue(), type);
      case JsonValue.Text(String value) when type.isFloating() -> floating(value, type);
      case JsonValue.Numeral(String digits) when type.isFloating() -> floating(digits, type);
      case JsonValue.Numeral(String digits) -> whole(digits, type);
      default -> throw JsonValue.wrong("fill_value");
    };
  }

  /** A number, NaN, Infinity or -Infinity, as Java reads them, too. */
  private static Values floating(String digits, DType type) {
    double value = Double.parseDouble(digits);
    return type == DType.FLOAT64 ? Values.of(value) : new Values(type, new float[] {(float) value});
  }

  private static Values whole(String digits, DType type) {
    BigDecimal number = new BigDecimal(digits);
    if (Math.abs(number.scale()) > MOST_DIGITS) {
      throw JsonValue.wrong("fill_value");
    }
    BigInteger value = number.toBigIntegerExact();
    Values out = whole(value.longValue(), type);
    if (!new BigInteger(out.texts()[0].replace("True", "1").replace("False", "0")).equals(value)) {
      throw JsonValue.wrong("fill_value");
    }
    return out;
  }

  private static Values whole(long value, DType type) {
    return type.isFloating() ? floating(Long.toString(value), type) : bits(value, type);
  }

  private static Values bits(long bits, DType type) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(0, bits);
    return Values.ofBytes(type, bytes, 1);
  }
}
