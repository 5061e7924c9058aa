package org.samap.core.anndata.zarr;

import java.util.Optional;
import java.util.SequencedSet;
import org.samap.core.anndata.Store;
import org.samap.core.anndata.Store.Fault;
import org.samap.core.anndata.Values;

/** A group of a store. Its members are read when they are asked for, each by itself. */
final class ZarrGroup implements Store.Group {
  private static final int DEEPEST = 64;

  private final KeyStore keys;
  private final Hierarchy hierarchy;
  private final String place;
  private final ZarrAttributes attributes;

  private ZarrGroup(KeyStore keys, Hierarchy hierarchy, String place, Hierarchy.Entry entry) {
    this.keys = keys;
    this.hierarchy = hierarchy;
    this.place = place;
    this.attributes = new ZarrAttributes(entry.attributes());
  }

  /**
   * @throws Fault if the root is no group, or damaged
   */
  static ZarrGroup root(KeyStore keys) {
    Hierarchy hierarchy = Hierarchy.of(keys);
    Hierarchy.Entry entry = hierarchy.at("");
    if (entry.array()) {
      throw Fault.unsupported("it is one array, no AnnData; give the folder around it");
    }
    return new ZarrGroup(keys, hierarchy, "", entry);
  }

  @Override
  public String path() {
    return "/" + place;
  }

  @Override
  public Optional<Values> attribute(String name) {
    return attributes.get(name);
  }

  @Override
  public boolean hasAttribute(String name) {
    return attributes.has(name);
  }

  @Override
  public SequencedSet<String> names() {
    return hierarchy.names(place);
  }

  @Override
  public Optional<Store.Node> member(String name) {
    if (!names().contains(name)) {
      return Optional.empty();
    }
    String member = KeyStore.key(place, name);
    try {
      return Optional.of(read(member));
    } catch (Fault e) {
      return Optional.of(new Store.Broken("/" + member, e));
    }
  }

  private Store.Node read(String member) {
    if (member.chars().filter(c -> c == '/').count() >= DEEPEST) {
      throw Fault.unsupported("it lies more than " + DEEPEST + " groups deep");
    }
    Hierarchy.Entry entry = hierarchy.at(member);
    return entry.array()
        ? new ZarrArray(keys, member, entry)
        : new ZarrGroup(keys, hierarchy, member, entry);
  }
}
