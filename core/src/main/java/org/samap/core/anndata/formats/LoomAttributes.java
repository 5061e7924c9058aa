package org.samap.core.anndata.formats;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.Hdf5File;
import org.samap.core.anndata.NullableArray;
import org.samap.core.anndata.Text;
import org.samap.core.anndata.Unreadable;
import org.samap.core.anndata.Values;
import org.samap.core.anndata.hdf5.reader.StoredDataset;
import org.samap.core.anndata.hdf5.reader.StoredType;
import org.samap.core.run.InputException;

/**
 * The attributes of the genes or of the cells of a loom file.
 *
 * @param columns attributes of one value each, and those that cannot be read
 * @param tables attributes of several values each
 */
record LoomAttributes(
    Hdf5File file,
    String group,
    int size,
    SequencedMap<String, Element> columns,
    SequencedMap<String, Element> tables) {

  /** What writers call names of cells, in lower case without underscores. */
  private static final List<String> CELLS =
      List.of(
          "cellid", "obsnames", "cellnames", "cellname", "cell", "barcodes", "barcode", "index");

  private static final List<String> SYMBOLS =
      List.of(
          "gene",
          "varnames",
          "genenames",
          "genename",
          "genesymbols",
          "genesymbol",
          "geneshortname",
          "symbol",
          "featurename",
          "genes",
          "name",
          "index");

  private static final List<String> IDS =
      List.of("accession", "geneids", "geneid", "ensemblid", "ensembl", "ensemblgeneid", "id");

  /** A character that loom 2, whose texts are ASCII, writes as XML does. */
  private static final Pattern XML =
      Pattern.compile("&(?:#(\\d{1,7})|#[xX](\\p{XDigit}{1,6})|(\\w+));");

  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

  /**
   * @param size the number of genes or cells
   * @throws InputException if an attribute is of another length
   */
  static LoomAttributes read(Hdf5File file, String group, long size) {
    LoomAttributes all =
        new LoomAttributes(
            file, group, Math.toIntExact(size), new LinkedHashMap<>(), new LinkedHashMap<>());
    file.members(group).entries().forEach(all::add);
    return all;
  }

  private void add(String name, Element stored) {
    String place = group + "/" + name;
    switch (stored) {
      case DenseArray a when a.size() == 1 && size == 1 && a.shape().length == 0 ->
          columns.put(name, DenseArray.vector(plain(a.all())));
      case DenseArray a
          when a.type() != DType.BOOL && a.shape().length == 1 && !names(place).isEmpty() -> {
        requireLength(place, a.shape());
        columns.put(name, factor(a, names(place)));
      }
      case DenseArray a -> {
        requireLength(place, a.shape());
        DenseArray here = a.type() == DType.STRING ? DenseArray.of(plain(a.all()), a.shape()) : a;
        if (a.size() == size) {
          columns.put(name, a.shape().length == 1 ? here : DenseArray.vector(here.all()));
        } else {
          tables.put(name, here);
        }
      }
      case NullableArray n -> {
        requireLength(place, n.shape());
        columns.put(name, n);
      }
      case Unreadable u -> columns.put(name, u);
      default -> columns.put(name, new Unreadable(place, "it holds neither numbers nor texts"));
    }
  }

  /** The names of numbers, where an attribute is a factor of R; else none. */
  private Map<Long, String> names(String place) {
    return file.root().descendant(place).orElse(null) instanceof StoredDataset d
            && d.type() instanceof StoredType.Named named
        ? named.names()
        : Map.of();
  }

  private static Categorical factor(DenseArray numbers, Map<Long, String> names) {
    List<Long> known = names.keySet().stream().sorted().toList();
    int[] codes =
        Arrays.stream(numbers.all().longs())
            .mapToInt(n -> Math.max(-1, Collections.binarySearch(known, n)))
            .toArray();
    return Categorical.of(known.stream().map(names::get).toArray(String[]::new), codes);
  }

  private void requireLength(String place, long[] shape) {
    long length = shape.length == 0 ? 1 : shape[0];
    if (shape.length == 0 || length != size) {
      throw new InputException(
          "%s: %s has %d values, but the matrix %d; the loom file is inconsistent, write it again"
              .formatted(file.path(), place, length, size));
    }
  }

  private static Values plain(Values values) {
    return values.type() == DType.STRING
        ? Values.of(Arrays.stream(values.texts()).map(LoomAttributes::plain).toArray(String[]::new))
        : values;
  }

  private static String plain(String text) {
    return text.indexOf('&') < 0
        ? text
        : XML.matcher(text).replaceAll(m -> Matcher.quoteReplacement(character(m)));
  }

  private static String character(MatchResult m) {
    if (m.group(3) != null) {
      return NAMED.getOrDefault(m.group(3), m.group());
    }
    int code = m.group(1) != null ? Integer.parseInt(m.group(1)) : Integer.parseInt(m.group(2), 16);
    return Character.isValidCodePoint(code) ? Character.toString(code) : m.group();
  }

  /** The attribute that names cells; if there is none, they are numbered as pandas does. */
  Optional<String> nameOfCells() {
    return find(CELLS);
  }

  /**
   * The attribute that names genes.
   *
   * @throws InputException if there is none
   */
  Optional<String> nameOfGenes(ReadOptions options) {
    Optional<String> ids = find(IDS);
    if (options.geneNames() == GeneNames.IDS) {
      if (ids.isEmpty()) {
        throw InputException.about(
            "gene_names",
            "%s: has no ids of genes, such as Accession, in its row_attrs (%s); change gene_names"
                .formatted(file.path(), Text.list(columns.keySet())));
      }
      return ids;
    }
    Optional<String> names = find(SYMBOLS).or(() -> ids);
    if (names.isEmpty()) {
      throw new InputException(
          "%s: has no names of genes in its row_attrs (%s); call the attribute that holds them Gene"
              .formatted(file.path(), Text.list(columns.keySet())));
    }
    return names;
  }

  private Optional<String> find(List<String> known) {
    Predicate<String> readable = name -> columns.get(name) instanceof DenseArray;
    return known.stream()
        .flatMap(
            wanted ->
                columns.keySet().stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).replace("_", "").equals(wanted)))
        .filter(readable)
        .findFirst();
  }

  /** The columns, with one of them as the names of the rows. */
  DataFrame table(Optional<String> names) {
    SequencedMap<String, Element> others = new LinkedHashMap<>(columns);
    if (names.isEmpty() || !(columns.get(names.get()) instanceof DenseArray index)) {
      List<String> numbers = IntStream.range(0, size).mapToObj(Integer::toString).toList();
      DataFrame table = DataFrame.of(numbers);
      return new DataFrame(table.indexName(), table.index(), others);
    }
    others.remove(names.get());
    return new DataFrame(names.get(), DenseArray.vector(Values.of(index.all().texts())), others);
  }
}
