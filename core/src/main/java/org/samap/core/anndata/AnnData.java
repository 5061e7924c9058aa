package org.samap.core.anndata;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * Annotated data: a cells x genes matrix with tables of cells and genes, and named parts.
 * Immutable; {@code with...} gives a changed copy that shares the rest.
 *
 * @param obs a row for every cell
 * @param var a row for every gene
 * @param x cells x genes
 * @param raw the data before genes were chosen
 * @param sections the named parts of each section
 */
public record AnnData(
    DataFrame obs,
    DataFrame var,
    Optional<Element> x,
    Optional<Raw> raw,
    Map<Section, ElementMap> sections) {

  /**
   * @throws IllegalArgumentException if a part does not fit the numbers of cells and genes
   */
  public AnnData {
    EnumMap<Section, ElementMap> all = new EnumMap<>(Section.class);
    for (Section s : Section.values()) {
      all.put(s, at(sections, s));
    }
    sections = Collections.unmodifiableMap(all);
    long cells = obs.rows();
    long genes = var.rows();
    x.ifPresent(m -> check("X", m, cells, genes));
    raw.ifPresent(
        r -> {
          check("raw/X", r.x(), cells, r.var().rows());
          checkAll("raw/varm", r.varm(), r.var().rows());
        });
    checkAll("layers", at(all, Section.LAYERS), cells, genes);
    checkAll("obsm", at(all, Section.OBSM), cells);
    checkAll("varm", at(all, Section.VARM), genes);
    checkAll("obsp", at(all, Section.OBSP), cells, cells);
    checkAll("varp", at(all, Section.VARP), genes, genes);
  }

  /** Data with names only. */
  public static AnnData of(DataFrame obs, DataFrame var) {
    return new AnnData(obs, var, Optional.empty(), Optional.empty(), Map.of());
  }

  /**
   * These data without the parts that AnnData cannot hold, and with codes and categories as pandas
   * accepts them. Matrices stay as they are.
   *
   * @param leftOut takes the place of each part that is left out, and the reason
   */
  public AnnData storable(BiConsumer<String, String> leftOut) {
    Map<Section, ElementMap> kept = new EnumMap<>(Section.class);
    sections.forEach((s, mapping) -> kept.put(s, mapping.storable(s.key(), leftOut)));
    Optional<Raw> keptRaw = raw;
    if (raw.isPresent() && raw.get().x() instanceof Unreadable u) {
      leftOut.accept("raw", u.reason());
      keptRaw = Optional.empty();
    }
    return new AnnData(
        obs.storable(within("obs", leftOut)),
        var.storable(within("var", leftOut)),
        x,
        keptRaw.map(
            r ->
                new Raw(
                    r.x(),
                    r.var().storable(within("raw/var", leftOut)),
                    r.varm().storable("raw/varm", leftOut))),
        kept);
  }

  private static BiConsumer<String, String> within(
      String table, BiConsumer<String, String> leftOut) {
    return (column, reason) -> leftOut.accept(table + "/" + column, reason);
  }

  /** The tables and the named parts in memory, without X and raw. */
  public AnnData sectionsInMemory() {
    Map<Section, ElementMap> loaded = new EnumMap<>(Section.class);
    sections.forEach((s, mapping) -> loaded.put(s, (ElementMap) InMemory.of(mapping)));
    return new AnnData(obs.inMemory(), var.inMemory(), Optional.empty(), Optional.empty(), loaded);
  }

  public AnnData withObs(DataFrame newObs) {
    return new AnnData(newObs, var, x, raw, sections);
  }

  public AnnData withX(Element newX) {
    return new AnnData(obs, var, Optional.of(newX), raw, sections);
  }

  public AnnData withRaw(Raw newRaw) {
    return new AnnData(obs, var, x, Optional.of(newRaw), sections);
  }

  /** Adds or replaces an entry: {@code with(OBSM, "X_pca", DenseArray.of(pca))}. */
  public AnnData with(Section section, String name, Element element) {
    Map<Section, ElementMap> changed = new EnumMap<>(sections);
    changed.put(section, section(section).with(name, element));
    return new AnnData(obs, var, x, raw, changed);
  }

  public int cells() {
    return obs.rows();
  }

  public int genes() {
    return var.rows();
  }

  public ElementMap section(Section section) {
    return at(sections, section);
  }

  /**
   * Reads a graph: a sparse entry, or a dense one without its zeros.
   *
   * @throws IllegalArgumentException if the entry exists but is not a matrix
   */
  public Optional<SparseMatrix> graph(Section section, String name) {
    return get(section, name)
        .map(
            e ->
                switch (e) {
                  case SparseArray s -> s.toSparseMatrix();
                  case DenseArray a -> sparse(a.toFloatMatrix());
                  case Unreadable u -> throw unreadable(u);
                  default -> throw new IllegalArgumentException(name + " is not a matrix");
                });
  }

  /**
   * Reads a dense entry.
   *
   * @throws IllegalArgumentException if the entry exists but is not a dense matrix
   */
  public Optional<FloatMatrix> matrix(Section section, String name) {
    return get(section, name)
        .map(
            e -> {
              if (e instanceof DenseArray a) {
                return a.toFloatMatrix();
              }
              if (e instanceof Unreadable u) {
                throw unreadable(u);
              }
              throw new IllegalArgumentException(name + " is not a dense matrix");
            });
  }

  private static InputException unreadable(Unreadable u) {
    return new InputException(u.path() + " cannot be read: " + u.reason());
  }

  private static SparseMatrix sparse(FloatMatrix m) {
    SparseMatrix.Builder b = SparseMatrix.builder(m.rows(), m.columns());
    for (int r = 0; r < m.rows(); r++) {
      for (int c = 0; c < m.columns(); c++) {
        if (m.get(r, c) != 0) {
          b.add(c, m.get(r, c));
        }
      }
      b.endRow();
    }
    return b.build();
  }

  private static ElementMap at(Map<Section, ElementMap> sections, Section section) {
    return sections.getOrDefault(section, ElementMap.EMPTY);
  }

  /** An entry of a section, at a path of names. */
  public Optional<Element> get(Section section, String... path) {
    return section(section).get(path);
  }

  private static void checkAll(String where, ElementMap mapping, long... lengths) {
    mapping.entries().forEach((name, e) -> check(where + "/" + name, e, lengths));
  }

  private static void check(String where, Element e, long... lengths) {
    if (e instanceof Unreadable || e instanceof ElementMap || e instanceof NullElement) {
      return;
    }
    long[] shape = e.shape();
    if (shape.length < lengths.length
        || !Arrays.equals(Arrays.copyOf(shape, lengths.length), lengths)) {
      throw new IllegalArgumentException(
          "%s is %s, but obs and var make it %s"
              .formatted(
                  where, text(shape), text(lengths) + (lengths.length == 1 ? " x ..." : "")));
    }
  }

  private static String text(long[] shape) {
    return shape.length == 0
        ? "a scalar"
        : LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining(" x "));
  }
}
