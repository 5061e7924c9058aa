package org.samap.core.anndata;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.samap.core.anndata.hdf5.reader.StoredGroup;
import org.samap.core.anndata.hdf5.reader.StoredNode;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * An open {@code .h5ad} file of any encoding since AnnData 0.5: compound tables with the categories
 * in {@code uns} (0.5, 0.6), {@code __categories} (0.7), {@code encoding-type} (0.8 and later).
 * Opening reads only names and structure. Arrays stay in the file and can be read, from any thread,
 * until it is closed.
 */
public final class AnnDataFile implements AutoCloseable {
  private final Hdf5File file;
  private final AnnData data;

  private AnnDataFile(Hdf5File file, AnnData data) {
    this.file = file;
    this.data = data;
  }

  /**
   * @throws InputException if the file does not exist, is damaged or is not AnnData
   */
  public static AnnDataFile open(Path path) {
    Hdf5File file = Hdf5File.open(path);
    try {
      return new AnnDataFile(file, read(file));
    } catch (InputException e) {
      file.close();
      throw e;
    } catch (RuntimeException e) {
      InputException failure = file.failure("its structure", e);
      file.close();
      throw failure;
    }
  }

  public AnnData data() {
    return data;
  }

  /**
   * The element at a path of the file, such as {@code "obsp/connectivities"} or {@code
   * "uns/neighbors/params"}. Nothing else is read.
   *
   * @throws InputException if it is damaged
   */
  public Optional<Element> element(String path) {
    return file.reading(
        "/" + path, () -> file.root().descendant(path).map(new ElementReader(file)::read));
  }

  /**
   * Writes a copy of the file with more columns in the table of the cells. Columns of the same
   * names are replaced. Everything else is copied byte for byte; new columns come after the last
   * byte.
   *
   * @param columns by name, one value for every cell
   * @throws InputException if nothing can be added to the file, or the copy cannot be written; a
   *     file at {@code target} then stays as it was
   */
  public void copyWith(
      SequencedMap<String, ? extends Element> columns, Path target, Workers workers) {
    new ObsCopy(file, data.obs(), columns).write(target, workers);
  }

  /**
   * Fails if a copy of the file in another folder would not be whole.
   *
   * @throws InputException if it has links into other files, or values stored in other files
   */
  public void requireMovable() {
    file.reading("its structure", () -> OtherFiles.requireNone(file));
  }

  public Path path() {
    return file.path();
  }

  @Override
  public void close() {
    file.close();
  }

  private static AnnData read(Hdf5File file) {
    StoredGroup root = file.root();
    checkIsAnnData(file.path(), root);
    ElementReader reader = new ElementReader(file);
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
          file.path() + ": " + e.getMessage() + "; the file is inconsistent, write it again", e);
    }
  }

  private static Optional<Raw> raw(
      ElementReader reader, StoredGroup root, LegacyCategories legacy) {
    Optional<StoredNode> x = root.member("raw.X");
    Optional<StoredNode> var = root.member("raw.var");
    Optional<StoredNode> varm = root.member("raw.varm");
    if (root.member("raw").orElse(null) instanceof StoredGroup raw) {
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

  private static DataFrame frame(ElementReader reader, StoredGroup root, String name) {
    return reader.frame(root.member(name).orElseThrow());
  }

  private static void checkIsAnnData(Path path, StoredGroup root) {
    Set<String> names = root.names();
    if (names.contains("mod") && root.member("mod").orElse(null) instanceof StoredGroup mod) {
      throw new InputException(
          "%s: is MuData with the modalities %s; take one out in Python:"
                  .formatted(path, Text.list(mod.names()))
              + " mudata.read(file)['rna'].write_h5ad(other)");
    }
    if (names.contains("obs") && names.contains("var")) {
      return;
    }
    String kind;
    if (names.contains("matrix") && names.contains("row_attrs")) {
      kind = "a loom file";
    } else if (names.stream().anyMatch(n -> isTenX(root.member(n).orElseThrow()))) {
      kind = "a 10x Genomics HDF5 file";
    } else {
      kind = "an HDF5 file that holds " + Text.list(names);
    }
    throw new InputException(
        path + ": is not AnnData but seems to be " + kind + "; convert it to .h5ad");
  }

  private static boolean isTenX(StoredNode node) {
    return node instanceof StoredGroup g
        && g.names().containsAll(Set.of("barcodes", "indptr", "shape"));
  }
}
