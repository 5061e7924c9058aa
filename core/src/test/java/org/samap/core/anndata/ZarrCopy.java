package org.samap.core.anndata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.samap.core.anndata.ZarrLayout.Option;

/** Copies a store into Zarr, element by element as the format is described. */
final class ZarrCopy {
  private static final List<String> ATTRIBUTES =
      List.of("encoding-type", "encoding-version", "_index", "column-order", "shape", "ordered");

  private final ZarrLayout layout;
  private final SequencedMap<String, byte[]> keys = new LinkedHashMap<>();
  private final SequencedMap<String, String> metadata = new LinkedHashMap<>();

  private ZarrCopy(ZarrLayout layout) {
    this.layout = layout;
  }

  /** The keys of a store that holds what the file holds. */
  static SequencedMap<String, byte[]> of(Path h5ad, ZarrLayout layout) {
    try (Hdf5File file = Hdf5File.open(h5ad)) {
      ZarrCopy copy = new ZarrCopy(layout);
      copy.group("", new Hdf5Store(file).root());
      copy.finish();
      return copy.keys;
    }
  }

  static Path folder(Map<String, byte[]> keys, Path folder) throws IOException {
    for (Map.Entry<String, byte[]> key : keys.entrySet()) {
      Path file = folder.resolve(key.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, key.getValue());
    }
    return folder;
  }

  /** A zip file whose entries are stored as they are, as Python's writers do, or compressed. */
  static Path zip(Map<String, byte[]> keys, Path path, boolean compressed) throws IOException {
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> key : keys.entrySet()) {
        ZipEntry entry = new ZipEntry(key.getKey());
        CRC32 sum = new CRC32();
        sum.update(key.getValue());
        entry.setMethod(compressed ? ZipEntry.DEFLATED : ZipEntry.STORED);
        entry.setSize(key.getValue().length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(key.getValue());
        zip.closeEntry();
      }
    }
    return path;
  }

  private void group(String place, Store.Group group) {
    String attributes = attributes(group);
    if (layout.version() == 2) {
      put(place, ".zgroup", "{\"zarr_format\": 2}");
      put(place, ".zattrs", attributes);
    } else {
      put(
          place,
          "zarr.json",
          "{\"zarr_format\": 3, \"node_type\": \"group\", \"attributes\": " + attributes + "}");
    }
    for (String name : group.names()) {
      String member = place.isEmpty() ? name : place + "/" + name;
      switch (group.member(name).orElseThrow()) {
        case Store.Group g -> group(member, g);
        case Store.Array a when a.meaning().isPresent() ->
            array(member, Values.of(false), new long[0], attributes(a));
        case Store.Array a ->
            array(
                member,
                a.slice(
                    new long[a.shape().length],
                    Arrays.stream(a.shape()).mapToInt(Math::toIntExact).toArray()),
                a.shape(),
                attributes(a));
        case Store.Broken b -> throw b.cause();
      }
    }
  }

  private static String attributes(Store.Node node) {
    return ATTRIBUTES.stream()
        .filter(node::hasAttribute)
        .map(name -> quoted(name) + ": " + value(node, name))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(Store.Node node, String name) {
    Values values = node.attribute(name).orElse(Values.of(new String[0]));
    List<String> items =
        Arrays.stream(values.texts())
            .map(
                t ->
                    values.type() == DType.STRING
                        ? quoted(t)
                        : t.toLowerCase(java.util.Locale.ROOT))
            .toList();
    boolean list = name.equals("shape") || name.equals("column-order");
    return list ? items.toString() : items.getFirst();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private void put(String place, String name, String json) {
    String key = place.isEmpty() ? name : place + "/" + name;
    metadata.put(key, json);
    keys.put(key, json.getBytes(StandardCharsets.UTF_8));
  }

  private void finish() {
    if (!layout.has(Option.CONSOLIDATED)) {
      return;
    }
    if (layout.version() == 2) {
      String all =
          metadata.entrySet().stream()
              .map(e -> quoted(e.getKey()) + ": " + e.getValue())
              .collect(Collectors.joining(", ", "{", "}"));
      put("", ".zmetadata", "{\"zarr_consolidated_format\": 1, \"metadata\": " + all + "}");
    } else {
      String all =
          metadata.entrySet().stream()
              .filter(e -> !e.getKey().equals("zarr.json"))
              .map(e -> quoted(e.getKey().replace("/zarr.json", "")) + ": " + e.getValue())
              .collect(Collectors.joining(", ", "{", "}"));
      String root = metadata.firstEntry().getValue();
      put(
          "",
          "zarr.json",
          root.substring(0, root.length() - 1)
              + ", \"consolidated_metadata\": {\"kind\": \"inline\", \"must_understand\": false,"
              + " \"metadata\": "
              + all
              + "}}");
    }
  }

  private void array(String place, Values all, long[] shape, String attributes) {
    int rank = shape.length;
    int[] chunk = new int[rank];
    Arrays.fill(chunk, layout.chunk());
    boolean shards = layout.version() == 3 && layout.has(Option.SHARDS);
    int[] outer = Arrays.stream(chunk).map(c -> shards ? 2 * c : c).toArray();
    int textWidth = 4 * Math.max(1, longest(all));
    if (layout.version() == 2) {
      put(place, ".zarray", version2(all.type(), shape, chunk, textWidth));
      put(place, ".zattrs", attributes);
    } else {
      put(place, "zarr.json", version3(all.type(), shape, chunk, outer, textWidth, attributes));
    }
    int[] counts = new int[rank];
    for (int a = 0; a < rank; a++) {
      counts[a] = Math.ceilDiv((int) shape[a], outer[a]);
    }
    for (int[] at : places(counts, false)) {
      int[] start = times(at, outer);
      byte[] bytes =
          shards
              ? shard(all, shape, start, chunk, textWidth)
              : chunk(all, shape, start, chunk, textWidth);
      if (bytes.length > 0) {
        keys.put(place + "/" + chunkKey(at), bytes);
      }
    }
  }

  private String chunkKey(int[] at) {
    boolean old = layout.version() == 2 || layout.has(Option.OLD_KEYS);
    String separator = separator();
    String numbers =
        Arrays.stream(at).mapToObj(Integer::toString).collect(Collectors.joining(separator));
    if (old) {
      return at.length == 0 ? "0" : numbers;
    }
    return at.length == 0 ? "c" : "c" + separator + numbers;
  }

  private String separator() {
    return (layout.version() == 2) == layout.has(Option.OTHER_SEPARATOR) ? "/" : ".";
  }

  private byte[] shard(Values all, long[] shape, int[] start, int[] chunk, int textWidth) {
    int[] two = new int[chunk.length];
    Arrays.fill(two, 2);
    List<int[]> places = places(two, false);
    int indexSize = 16 * places.size() + (layout.has(Option.CHECKSUMS) ? 4 : 0);
    ByteBuffer index = ByteBuffer.allocate(indexSize).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (int[] at : places) {
      int[] from = times(at, chunk);
      Arrays.setAll(from, a -> from[a] + start[a]);
      byte[] bytes = chunk(all, shape, from, chunk, textWidth);
      if (bytes.length == 0) {
        index.putLong(-1).putLong(-1);
      } else {
        index
            .putLong(chunks.size() + (layout.has(Option.INDEX_AT_START) ? indexSize : 0))
            .putLong(bytes.length);
        chunks.writeBytes(bytes);
      }
    }
    if (layout.has(Option.CHECKSUMS)) {
      index.putInt(checksum(Arrays.copyOf(index.array(), index.position())));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (layout.has(Option.INDEX_AT_START)) {
      out.writeBytes(index.array());
    }
    out.writeBytes(chunks.toByteArray());
    if (!layout.has(Option.INDEX_AT_START)) {
      out.writeBytes(index.array());
    }
    return layout.has(Option.PACKED_SHARDS)
        ? ZarrPacking.GZIP.pack(out.toByteArray(), 1)
        : out.toByteArray();
  }

  private static int checksum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  /** The bytes of a chunk; none if it holds zeros alone and these are left out. */
  private byte[] chunk(Values all, long[] shape, int[] start, int[] chunk, int textWidth) {
    List<int[]> places = places(chunk, layout.has(Option.FORTRAN));
    Values values = Values.zeros(all.type(), places.size());
    for (int i = 0; i < places.size(); i++) {
      int[] at = places.get(i);
      boolean within = true;
      int number = 0;
      for (int a = 0; a < at.length; a++) {
        within &= start[a] + at[a] < shape[a];
        number = number * (int) shape[a] + start[a] + at[a];
      }
      if (within) {
        System.arraycopy(all.array(), number, values.array(), i, 1);
      }
    }
    if (layout.has(Option.GAPS) && values.equals(Values.zeros(all.type(), places.size()))) {
      return new byte[0];
    }
    int width = all.type() == DType.STRING ? 1 : all.type().bytes();
    byte[] packed = layout.packing().pack(bytes(values, textWidth), width);
    if (layout.version() == 3 && layout.has(Option.CHECKSUMS)) {
      ByteBuffer out = ByteBuffer.allocate(packed.length + 4).order(ByteOrder.LITTLE_ENDIAN);
      return out.put(packed).putInt(checksum(packed)).array();
    }
    return packed;
  }

  private byte[] bytes(Values values, int textWidth) {
    boolean big = layout.has(Option.BIG_ENDIAN);
    if (values.type() == DType.STRING && layout.has(Option.FIXED_TEXTS)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (String text : values.texts()) {
        byte[] utf32 = text.getBytes(big ? StandardCharsets.UTF_32BE : StandardCharsets.UTF_32LE);
        out.writeBytes(Arrays.copyOf(utf32, textWidth));
      }
      return out.toByteArray();
    }
    if (values.type() == DType.STRING) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(little(values.size()));
      for (String text : values.texts()) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(little(utf8.length));
        out.writeBytes(utf8);
      }
      return out.toByteArray();
    }
    byte[] bytes = values.bytes().array();
    int width = values.type().bytes();
    if (big) {
      byte[] swapped = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        swapped[i / width * width + width - 1 - i % width] = bytes[i];
      }
      return swapped;
    }
    return bytes;
  }

  private static byte[] little(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private String version2(DType type, long[] shape, int[] chunk, int textWidth) {
    String order = layout.has(Option.BIG_ENDIAN) ? ">" : "<";
    boolean any = type == DType.STRING && !layout.has(Option.FIXED_TEXTS);
    String dtype =
        switch (type) {
          case STRING -> any ? "|O" : order + "U" + textWidth / 4;
          case BOOL -> "|b1";
          default -> {
            String kind = type.isFloating() ? "f" : type.name().startsWith("U") ? "u" : "i";
            yield (type.bytes() == 1 ? "|" : order) + kind + type.bytes();
          }
        };
    String packing = layout.packing().id();
    return """
    {"zarr_format": 2, "shape": %s, "chunks": %s, "dtype": "%s", "order": "%s", "filters": %s,
     "fill_value": %s, "compressor": %s, "dimension_separator": "%s"}
    """
        .formatted(
            Arrays.toString(shape),
            Arrays.toString(chunk),
            dtype,
            layout.has(Option.FORTRAN) ? "F" : "C",
            any ? "[{\"id\": \"vlen-utf8\"}]" : "null",
            type == DType.STRING ? "\"\"" : type == DType.BOOL ? "false" : "0",
            packing.isEmpty() ? "null" : "{\"id\": \"" + packing + "\", \"level\": 1}",
            separator());
  }

  private String version3(
      DType type, long[] shape, int[] chunk, int[] outer, int textWidth, String attributes) {
    boolean any = type == DType.STRING && !layout.has(Option.FIXED_TEXTS);
    String dataType =
        type != DType.STRING
            ? quoted(type.name().toLowerCase(java.util.Locale.ROOT))
            : any ? "\"string\"" : named("fixed_length_utf32", "\"length_bytes\": " + textWidth);
    String endian = layout.has(Option.BIG_ENDIAN) ? "big" : "little";
    String codecs = any ? named("vlen-utf8", "") : named("bytes", "\"endian\": \"" + endian + "\"");
    if (layout.has(Option.FORTRAN) && shape.length > 1) {
      int[] order = new int[shape.length];
      Arrays.setAll(order, i -> shape.length - 1 - i);
      codecs = named("transpose", "\"order\": " + Arrays.toString(order)) + ", " + codecs;
    }
    if (!layout.packing().id().isEmpty()) {
      codecs += ", " + named(layout.packing().idOfVersion3(), "\"level\": 1");
    }
    if (layout.has(Option.CHECKSUMS)) {
      codecs += ", " + named("crc32c", "");
    }
    if (layout.has(Option.SHARDS)) {
      String sharding =
          "\"chunk_shape\": %s, \"codecs\": [%s], \"index_codecs\": [%s], \"index_location\": \"%s\""
              .formatted(
                  Arrays.toString(chunk),
                  codecs,
                  named("bytes", "\"endian\": \"little\"")
                      + (layout.has(Option.CHECKSUMS) ? ", " + named("crc32c", "") : ""),
                  layout.has(Option.INDEX_AT_START) ? "start" : "end");
      codecs =
          named("sharding_indexed", sharding)
              + (layout.has(Option.PACKED_SHARDS) ? ", " + named("gzip", "\"level\": 5") : "");
    }
    return """
    {"zarr_format": 3, "node_type": "array", "shape": %s, "data_type": %s, "fill_value": %s,
     "chunk_grid": %s, "chunk_key_encoding": %s, "codecs": [%s], "attributes": %s,
     "storage_transformers": []}
    """
        .formatted(
            Arrays.toString(shape),
            dataType,
            type == DType.STRING ? "\"\"" : type == DType.BOOL ? "false" : "0",
            named("regular", "\"chunk_shape\": " + Arrays.toString(outer)),
            named(
                layout.has(Option.OLD_KEYS) ? "v2" : "default",
                "\"separator\": \"" + separator() + "\""),
            codecs,
            attributes);
  }

  private static String named(String name, String settings) {
    return "{\"name\": \"%s\", \"configuration\": {%s}}".formatted(name, settings);
  }

  private static int longest(Values values) {
    return values.type() == DType.STRING
        ? Arrays.stream(values.texts())
            .mapToInt(t -> t.codePointCount(0, t.length()))
            .max()
            .orElse(1)
        : 0;
  }

  /** All places in a box, row by row or, as Fortran does, column by column. */
  private static List<int[]> places(int[] lengths, boolean fortran) {
    int size = Arrays.stream(lengths).reduce(1, (a, b) -> a * b);
    int[][] out = new int[size][lengths.length];
    for (int i = 0; i < size; i++) {
      int rest = i;
      for (int step = lengths.length - 1; step >= 0; step--) {
        int axis = fortran ? lengths.length - 1 - step : step;
        out[i][axis] = rest % lengths[axis];
        rest /= lengths[axis];
      }
    }
    return Arrays.asList(out);
  }

  private static int[] times(int[] a, int[] b) {
    int[] out = new int[a.length];
    Arrays.setAll(out, i -> a[i] * b[i]);
    return out;
  }
}
