package org.samap.core.anndata.zarr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.Store.Fault;

/** Reads {@code .zarray} of version 2. */
final class MetadataV2 {
  private static final String ANY_TEXTS = "vlen-utf8";
  private static final int UTF32 = 4;

  private static final Map<String, DType> NUMBERS =
      Map.ofEntries(
          Map.entry("b1", DType.BOOL),
          Map.entry("i1", DType.INT8),
          Map.entry("i2", DType.INT16),
          Map.entry("i4", DType.INT32),
          Map.entry("i8", DType.INT64),
          Map.entry("u1", DType.UINT8),
          Map.entry("u2", DType.UINT16),
          Map.entry("u4", DType.UINT32),
          Map.entry("u8", DType.UINT64),
          Map.entry("f2", DType.FLOAT16),
          Map.entry("f4", DType.FLOAT32),
          Map.entry("f8", DType.FLOAT64));

  private MetadataV2() {}

  static ArrayMetadata read(JsonValue.Members m) {
    if (m.require("zarr_format").asCount("zarr_format") != 2) {
      throw Fault.unsupported("it is of version " + m.require("zarr_format") + " of Zarr");
    }
    long[] shape = m.numbers("shape");
    ElementType type = type(m.require("dtype"), filters(m));
    List<Packing> packings =
        m.get("compressor").map(c -> Packing.of(c.asMembers("compressor").text("id"))).stream()
            .toList();
    String separator = m.get("dimension_separator").map(s -> s.asText("it")).orElse(".");
    return new ArrayMetadata(
        type,
        shape,
        ArrayMetadata.lengths(m.numbers("chunks"), shape),
        ZarrFillValue.of(m.get("fill_value"), type),
        new ChunkKeys(false, separator),
        new ChunkCodecs(
            order(m.text("order"), shape.length), new ChunkCodecs.Plain(type), packings));
  }

  private static List<AxisOrder> order(String order, int rank) {
    return switch (order) {
      case "C" -> List.of();
      case "F" -> rank < 2 ? List.of() : List.of(AxisOrder.reversed(rank));
      default -> throw JsonValue.wrong("order");
    };
  }

  private static List<String> filters(JsonValue.Members m) {
    return m.get("filters").map(f -> f.asItems("filters")).orElse(List.of()).stream()
        .map(f -> f.asMembers("filters").text("id"))
        .toList();
  }

  private static ElementType type(JsonValue dtype, List<String> filters) {
    String name = dtype instanceof JsonValue.Text(String text) ? text : "records";
    if (name.equals("|O") && filters.equals(List.of(ANY_TEXTS))) {
      return new ElementType.AnyTexts();
    }
    Optional<String> other = filters.stream().filter(f -> !f.equals(ANY_TEXTS)).findFirst();
    if (other.isPresent()) {
      throw Packing.notSupported("the filter " + other.get());
    }
    if (!name.matches("[<>|][a-zA-Z][0-9]{0,8}") || !filters.isEmpty()) {
      throw unsupported(name);
    }
    boolean big = name.startsWith(">");
    String kind = name.substring(1);
    if (NUMBERS.containsKey(kind)) {
      return new ElementType.Numbers(NUMBERS.get(kind), big);
    }
    int length = kind.length() == 1 ? 0 : Integer.parseInt(kind.substring(1));
    return switch (kind.charAt(0)) {
      case 'S' -> ElementType.FixedTexts.utf8(length);
      case 'U' -> ElementType.FixedTexts.utf32(UTF32 * length, big);
      default -> throw unsupported(name);
    };
  }

  static Fault unsupported(String type) {
    return Fault.unsupported("its elements are " + type + ", neither numbers nor texts");
  }
}
