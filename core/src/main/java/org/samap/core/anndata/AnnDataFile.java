package org.samap.core.anndata;

import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.samap.core.run.InputException;

/**
 * An open {@code .h5ad} file of any encoding since AnnData 0.5: compound tables with the categories
 * in {@code uns} (0.5, 0.6), {@code __categories} (0.7), {@code encoding-type} (0.8 and later).
 * Opening reads names and structure alone; arrays stay in the file and can be read, from any
 * thread, until it is closed.
 */
public final class AnnDataFile implements AutoCloseable {
  private final Hdf5File file;
  private final AnnData data;

  private AnnDataFile(Hdf5File file, AnnData data) {
    this.file = file;
    this.data = data;
  }

  /**
   * @throws InputException if there is no such file, or it is damaged or not AnnData
   */
  public static AnnDataFile open(Path path) {
    Hdf5File file = Hdf5File.open(path);
    try {
      return new AnnDataFile(file, read(file));
    } catch (InputException e) {
      file.close();
      throw e;
    } catch (RuntimeException e) {
      InputException damaged = file.damaged("its structure", e);
      file.close();
      throw damaged;
    }
  }

  public AnnData data() {
    return data;
  }

  /**
   * The element at a path of the file, such as {@code "obsp/connectivities"} or {@code
   * "uns/neighbors/params"}; nothing else is read.
   *
   * @throws InputException if it is damaged
   */
  public Optional<Element> element(String path) {
    Node at = file.root();
    for (String name : path.split("/", -1)) {
      Optional<Node> next = at instanceof Group g ? child(g, name) : Optional.empty();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.of(new ElementReader(file).read(at));
  }

  public Path path() {
    return file.path();
  }

  @Override
  public void close() {
    file.close();
  }

  private static AnnData read(Hdf5File file) {
    Group root = file.root();
    checkIsAnnData(file.path(), root);
    ElementReader reader = new ElementReader(file);
    Map<Section, Mapping> sections = new EnumMap<>(Section.class);
    for (Section s : Section.values()) {
      child(root, s.key()).ifPresent(n -> sections.put(s, reader.mapping(n)));
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
          child(root, "X").map(reader::read).filter(x -> !(x instanceof NullElement)),
          raw(reader, root, legacy),
          sections);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          file.path() + ": " + e.getMessage() + "; the file is inconsistent, write it again", e);
    }
  }

  private static Optional<Raw> raw(ElementReader reader, Group root, LegacyCategories legacy) {
    Optional<Node> x = child(root, "raw.X");
    Optional<Node> var = child(root, "raw.var");
    Optional<Node> varm = child(root, "raw.varm");
    if (child(root, "raw").orElse(null) instanceof Group raw) {
      x = child(raw, "X");
      var = child(raw, "var");
      varm = child(raw, "varm");
    }
    if (x.isEmpty() || var.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Raw(
            reader.read(x.get()),
            legacy.applyTo(reader.frame(var.get())),
            varm.map(reader::mapping).orElse(Mapping.EMPTY)));
  }

  private static DataFrame frame(ElementReader reader, Group root, String name) {
    return reader.frame(child(root, name).orElseThrow());
  }

  private static Optional<Node> child(Group group, String name) {
    return Optional.ofNullable(group.getChildren().get(name));
  }

  private static void checkIsAnnData(Path path, Group root) {
    Set<String> names = root.getChildren().keySet();
    if (names.contains("obs") && names.contains("var")) {
      return;
    }
    String kind;
    if (names.contains("matrix") && names.contains("row_attrs")) {
      kind = "a loom file";
    } else if (names.stream().anyMatch(n -> isTenX(root.getChild(n)))) {
      kind = "a 10x Genomics HDF5 file";
    } else {
      kind = "an HDF5 file that holds " + Text.list(names);
    }
    throw new InputException(
        path + ": is not AnnData, it seems to be " + kind + "; convert it to .h5ad");
  }

  private static boolean isTenX(Node node) {
    return node instanceof Group g
        && g.getChildren().keySet().containsAll(Set.of("barcodes", "indptr", "shape"));
  }
}
