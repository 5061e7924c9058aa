package org.samap.core.anndata.zarr;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.samap.core.anndata.Store.Fault;

/**
 * The groups and arrays of a store by their places, such as {@code obs/cell_type}; that of the root
 * is empty. If the metadata of all are consolidated at the root, these count, as they do for
 * Python's readers.
 */
final class Hierarchy {
  static final List<String> ROOT_KEYS = List.of("zarr.json", ".zmetadata", ".zgroup", ".zattrs");

  private static final String V3 = "zarr.json";
  private static final String V2_ARRAY = ".zarray";
  private static final String V2_GROUP = ".zgroup";
  private static final String V2_ATTRIBUTES = ".zattrs";
  private static final String V2_ALL = ".zmetadata";
  private static final int LONGEST = 1 << 28;

  /**
   * What is said of a group or an array.
   *
   * @param version the version of the format, 2 or 3
   * @param array whether it is an array, not a group
   * @param metadata what the format defines
   * @param attributes what its user defines
   */
  record Entry(
      int version, boolean array, JsonValue.Members metadata, JsonValue.Members attributes) {}

  private final KeyStore keys;
  private final Optional<Map<String, Entry>> consolidated;
  private final Map<String, TreeSet<String>> children = new HashMap<>();

  private Hierarchy(KeyStore keys, Optional<Map<String, Entry>> consolidated) {
    this.keys = keys;
    this.consolidated = consolidated;
    consolidated.ifPresent(all -> all.keySet().forEach(this::add));
  }

  /**
   * @throws Fault if the metadata at the root are damaged
   */
  static Hierarchy of(KeyStore keys) {
    Optional<JsonValue.Members> v3 = read(keys, V3);
    if (v3.isPresent()) {
      return new Hierarchy(
          keys, v3.get().get("consolidated_metadata").map(all -> consolidatedV3(v3.get(), all)));
    }
    return new Hierarchy(keys, read(keys, V2_ALL).map(Hierarchy::consolidatedV2));
  }

  static boolean isRootKey(String key) {
    return ROOT_KEYS.contains(key);
  }

  private static Map<String, Entry> consolidatedV3(JsonValue.Members root, JsonValue all) {
    Map<String, Entry> entries = new TreeMap<>();
    entries.put("", v3(root));
    JsonValue.Members metadata = all.asMembers("consolidated_metadata").members("metadata");
    metadata
        .byName()
        .forEach((place, entry) -> entries.put(requireWithin(place), v3(entry.asMembers(place))));
    return entries;
  }

  private static Map<String, Entry> consolidatedV2(JsonValue.Members all) {
    Map<String, JsonValue> byKey = all.members("metadata").byName();
    Map<String, Entry> entries = new TreeMap<>();
    for (Map.Entry<String, JsonValue> entry : byKey.entrySet()) {
      String key = entry.getKey();
      int cut = key.lastIndexOf('/');
      String name = key.substring(cut + 1);
      if (name.equals(V2_ARRAY) || name.equals(V2_GROUP)) {
        String place = requireWithin(key.substring(0, Math.max(0, cut)));
        JsonValue.Members attributes =
            Optional.ofNullable(byKey.get(KeyStore.key(place, V2_ATTRIBUTES)))
                .map(a -> a.asMembers(V2_ATTRIBUTES))
                .orElse(JsonValue.Members.NONE);
        entries.put(
            place,
            new Entry(2, name.equals(V2_ARRAY), entry.getValue().asMembers(key), attributes));
      }
    }
    return entries;
  }

  private static String requireWithin(String place) {
    if (!place.isEmpty() && !List.of(place.split("/", -1)).stream().allMatch(Hierarchy::isName)) {
      throw Fault.damaged(
          "its consolidated metadata name '" + place + "', which is no place in it");
    }
    return place;
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && !name.equals(".") && !name.equals("..") && name.indexOf('\0') < 0;
  }

  private void add(String place) {
    int cut = place.lastIndexOf('/');
    if (!place.isEmpty()) {
      children
          .computeIfAbsent(place.substring(0, Math.max(0, cut)), p -> new TreeSet<>())
          .add(place.substring(cut + 1));
    }
  }

  /** The names of what lies in a group. Names that begin with a dot belong to the format. */
  SequencedSet<String> names(String place) {
    SequencedSet<String> all =
        consolidated.isPresent()
            ? children.getOrDefault(place, new TreeSet<>())
            : keys.folders(place);
    return all.stream()
        .filter(Predicate.not(n -> n.startsWith(".") || n.startsWith("__MACOSX")))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * What is said of a place.
   *
   * @throws Fault if there is nothing, or it is damaged
   */
  Entry at(String place) {
    if (consolidated.isPresent()) {
      return Optional.ofNullable(consolidated.get().get(place))
          .orElseThrow(() -> Fault.damaged("the consolidated metadata say nothing of it"));
    }
    Optional<JsonValue.Members> v3 = read(keys, KeyStore.key(place, V3));
    if (v3.isPresent()) {
      return v3(v3.get());
    }
    Optional<JsonValue.Members> array = read(keys, KeyStore.key(place, V2_ARRAY));
    JsonValue.Members metadata =
        array
            .or(() -> read(keys, KeyStore.key(place, V2_GROUP)))
            .orElseThrow(
                () ->
                    Fault.damaged("it has no metadata: no zarr.json, .zarray or .zgroup is there"));
    JsonValue.Members attributes =
        read(keys, KeyStore.key(place, V2_ATTRIBUTES)).orElse(JsonValue.Members.NONE);
    return new Entry(2, array.isPresent(), metadata, attributes);
  }

  private static Entry v3(JsonValue.Members metadata) {
    String kind = metadata.text("node_type");
    if (!kind.equals("array") && !kind.equals("group")) {
      throw Fault.unsupported("it is a node of type '" + kind + "'");
    }
    JsonValue.Members attributes =
        metadata
            .get("attributes")
            .map(a -> a.asMembers("attributes"))
            .orElse(JsonValue.Members.NONE);
    return new Entry(3, kind.equals("array"), metadata, attributes);
  }

  private static Optional<JsonValue.Members> read(KeyStore keys, String key) {
    return keys.find(key)
        .map(
            blob -> {
              if (blob.size() > LONGEST) {
                throw Fault.unsupported("%s has more than 256 MiB".formatted(key));
              }
              return JsonValue.parse(blob.all()).asMembers(key);
            });
  }
}
