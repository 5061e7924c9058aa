package org.samap.core.anndata.zarr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.Store.Fault;
import org.samap.core.anndata.Values;

/** Reads {@code zarr.json} of an array of version 3. */
final class MetadataV3 {
  private static final String CONFIGURATION = "configuration";
  private static final String CODECS = "codecs";

  private MetadataV3() {}

  /** Something with a name and, perhaps, settings. */
  private record Named(String name, JsonValue.Members settings) {
    static Named of(JsonValue value) {
      if (value instanceof JsonValue.Text(String name)) {
        return new Named(name, JsonValue.Members.NONE);
      }
      JsonValue.Members m = value.asMembers("name");
      return new Named(
          m.text("name"),
          m.get(CONFIGURATION).map(c -> c.asMembers(CONFIGURATION)).orElse(JsonValue.Members.NONE));
    }
  }

  static ArrayMetadata read(JsonValue.Members m) {
    if (m.require("zarr_format").asCount("zarr_format") != 3) {
      throw Fault.unsupported("it is of another version of Zarr than 2 and 3");
    }
    m.get("storage_transformers")
        .map(t -> t.asItems("storage_transformers"))
        .filter(t -> !t.isEmpty())
        .ifPresent(
            t -> {
              throw Packing.notSupported("storage transformers");
            });
    long[] shape = m.numbers("shape");
    ElementType type = type(Named.of(m.require("data_type")));
    Named grid = Named.of(m.require("chunk_grid"));
    if (!grid.name().equals("regular")) {
      throw Fault.unsupported("its chunk grid is " + grid.name());
    }
    int[] chunk = ArrayMetadata.lengths(grid.settings().numbers("chunk_shape"), shape);
    Values fill = ZarrFillValue.of(m.get("fill_value"), type);
    return new ArrayMetadata(
        type,
        shape,
        chunk,
        fill,
        keys(m.get("chunk_key_encoding").map(Named::of)),
        codecs(m.items(CODECS), type, chunk, 0));
  }

  private static ElementType type(Named type) {
    return switch (type.name()) {
      case "bool" -> new ElementType.Numbers(DType.BOOL, false);
      case "int8",
          "int16",
          "int32",
          "int64",
          "uint8",
          "uint16",
          "uint32",
          "uint64",
          "float16",
          "float32",
          "float64" ->
          new ElementType.Numbers(DType.valueOf(type.name().toUpperCase(Locale.ROOT)), false);
      case "string" -> new ElementType.AnyTexts();
      case "fixed_length_utf32" -> ElementType.FixedTexts.utf32(bytes(type), false);
      case "null_terminated_bytes" -> ElementType.FixedTexts.utf8(bytes(type));
      case "structured", "struct" -> throw MetadataV2.unsupported("records");
      default -> throw MetadataV2.unsupported(type.name());
    };
  }

  private static int bytes(Named type) {
    long bytes = type.settings().require("length_bytes").asCount("length_bytes");
    if (bytes > 1 << 28) {
      throw JsonValue.wrong("length_bytes");
    }
    return (int) bytes;
  }

  private static ChunkKeys keys(Optional<Named> encoding) {
    String name = encoding.map(Named::name).orElse("default");
    Optional<String> separator =
        encoding.flatMap(e -> e.settings().get("separator")).map(s -> s.asText("separator"));
    return switch (name) {
      case "default" -> new ChunkKeys(true, separator.orElse("/"));
      case "v2" -> new ChunkKeys(false, separator.orElse("."));
      default -> throw Fault.unsupported("the names of its chunks are encoded as " + name);
    };
  }

  /**
   * @param chunk the lengths of what is encoded
   * @param depth the number of shards around it
   */
  private static ChunkCodecs codecs(List<JsonValue> all, ElementType type, int[] chunk, int depth) {
    List<AxisOrder> orders = new ArrayList<>();
    Optional<ChunkCodecs.Serializer> serializer = Optional.empty();
    List<Packing> packings = new ArrayList<>();
    int[] shape = chunk;
    for (JsonValue json : all) {
      Named codec = Named.of(json);
      if (serializer.isPresent()) {
        packings.add(Packing.of(codec.name()));
      } else if (codec.name().equals("transpose")) {
        AxisOrder order = order(codec.settings().require("order"), shape.length);
        orders.add(order);
        shape = order.stored(shape);
      } else {
        serializer = Optional.of(serializer(codec, type, shape, depth));
      }
    }
    return new ChunkCodecs(orders, serializer.orElseThrow(() -> JsonValue.wrong(CODECS)), packings);
  }

  private static AxisOrder order(JsonValue order, int rank) {
    if (order instanceof JsonValue.Text(String name)) {
      return switch (name) {
        case "C" -> new AxisOrder(IntStream.range(0, rank).toArray());
        case "F" -> AxisOrder.reversed(rank);
        default -> throw JsonValue.wrong("order");
      };
    }
    return new AxisOrder(
        order.asItems("order").stream()
            .mapToInt(axis -> (int) Math.min(rank, axis.asCount("order")))
            .toArray());
  }

  private static ChunkCodecs.Serializer serializer(
      Named codec, ElementType type, int[] shape, int depth) {
    return switch (codec.name()) {
      case "bytes" -> {
        if (type.width() == 0) {
          throw JsonValue.wrong(CODECS);
        }
        yield new ChunkCodecs.Plain(type.inOrder(isBig(codec)));
      }
      case "vlen-utf8" -> {
        if (type.width() > 0) {
          throw JsonValue.wrong(CODECS);
        }
        yield new ChunkCodecs.Plain(type);
      }
      case "sharding_indexed" -> shards(codec.settings(), type, shape, depth);
      default -> throw Packing.notSupported(codec.name());
    };
  }

  private static boolean isBig(Named codec) {
    String endian = codec.settings().get("endian").map(e -> e.asText("endian")).orElse("little");
    if (!endian.equals("little") && !endian.equals("big")) {
      throw JsonValue.wrong("endian");
    }
    return endian.equals("big");
  }

  private static Shards shards(
      JsonValue.Members settings, ElementType type, int[] shard, int depth) {
    if (depth > 3) {
      throw Fault.unsupported("its chunks lie in shards more than 4 deep");
    }
    long[] chunk = settings.numbers("chunk_shape");
    boolean divides = chunk.length == shard.length;
    for (int a = 0; divides && a < chunk.length; a++) {
      divides = chunk[a] > 0 && shard[a] % chunk[a] == 0;
    }
    if (!divides) {
      throw Fault.damaged("its shards are no multiple of its chunks");
    }
    int[] lengths = ArrayMetadata.lengths(chunk, chunk);
    return new Shards(
        lengths,
        codecs(settings.items(CODECS), type, lengths, depth + 1),
        index(
            settings.items("index_codecs"),
            settings.get("index_location").map(l -> l.asText("index_location")).orElse("end")));
  }

  private static Shards.Index index(List<JsonValue> codecs, String location) {
    List<Named> all = codecs.stream().map(Named::of).toList();
    boolean checked = all.size() == 2 && all.get(1).name().equals("crc32c");
    if (all.isEmpty()
        || !all.getFirst().name().equals("bytes")
        || all.size() != (checked ? 2 : 1)) {
      throw Packing.notSupported(
          "an index of shards encoded with " + all.stream().map(Named::name).toList());
    }
    if (!location.equals("start") && !location.equals("end")) {
      throw JsonValue.wrong("index_location");
    }
    return new Shards.Index(location.equals("start"), isBig(all.getFirst()), checked);
  }
}
