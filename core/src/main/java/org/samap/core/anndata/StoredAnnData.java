package org.samap.core.anndata;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.samap.core.run.InputException;

/** Reads AnnData of any encoding from a store. */
public final class StoredAnnData {
  private StoredAnnData() {}

  /**
   * Reads names and structure; arrays stay in the store.
   *
   * @param root the group that holds obs, var and the rest
   * @throws InputException if a part is missing, damaged or inconsistent
   */
  public static AnnData read(Store store, Store.Group root) {
    ElementReader reader = new ElementReader(store);
    Map<Section, ElementMap> sections = new EnumMap<>(Section.class);
    for (Section s : Section.values()) {
      root.member(s.key()).ifPresent(n -> sections.put(s, reader.section(n)));
    }
    DataFrame obs = frame(reader, root, "obs");
    DataFrame var = frame(reader, root, "var");
    LegacyCategories legacy = new LegacyCategories(sections.get(Section.UNS));
    obs = legacy.applyTo(obs);
    var = legacy.applyTo(var);
    sections.put(Section.UNS, legacy.remaining());
    try {
      return new AnnData(
          obs,
          var,
          root.member("X").map(reader::entry).filter(x -> !(x instanceof NullElement)),
          raw(reader, root, legacy),
          sections);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          store.path() + ": " + e.getMessage() + "; the file is inconsistent, write it again", e);
    }
  }

  /**
   * Reads the names and the structure of a table.
   *
   * @throws InputException if it is damaged
   */
  public static DataFrame table(Store store, Store.Node node) {
    return new ElementReader(store).frame(node);
  }

  private static Optional<Raw> raw(
      ElementReader reader, Store.Group root, LegacyCategories legacy) {
    Optional<Store.Node> x = root.member("raw.X");
    Optional<Store.Node> var = root.member("raw.var");
    Optional<Store.Node> varm = root.member("raw.varm");
    if (root.member("raw").orElse(null) instanceof Store.Group raw) {
      x = raw.member("X");
      var = raw.member("var");
      varm = raw.member("varm");
    }
    if (x.isEmpty() || var.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Raw(
            reader.entry(x.get()),
            legacy.applyTo(reader.frame(var.get())),
            varm.map(reader::section).orElse(ElementMap.EMPTY)));
  }

  private static DataFrame frame(ElementReader reader, Store.Group root, String name) {
    return reader.frame(root.member(name).orElseThrow());
  }
}
