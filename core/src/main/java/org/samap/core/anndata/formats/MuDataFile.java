package org.samap.core.anndata.formats;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.Store;
import org.samap.core.anndata.StoredAnnData;
import org.samap.core.anndata.Text;
import org.samap.core.anndata.Unreadable;
import org.samap.core.run.InputException;

/**
 * One modality of MuData: the AnnData in the group {@code mod} under its name. The table of the
 * cells of all modalities, in {@code obs} of the root, gives further columns, such as {@code
 * rna:cell_type}.
 *
 * @param store is closed with this
 * @param said which modality it is, unless the user has chosen it
 */
record MuDataFile(Store store, AnnData data, List<String> said) implements DataFile {
  private static final String PLACE = "mod";
  private static final String PARAMETER = "modality";

  /** What tools call the modality of gene expression. */
  private static final List<String> EXPRESSION = List.of("rna", "gex");

  /** Whether a store holds MuData. */
  static boolean isIn(Store store) {
    return store.reading("its structure", () -> store.root().member(PLACE)).orElse(null)
        instanceof Store.Group;
  }

  /**
   * The modality that is wanted, or else the one of gene expression, or the only one.
   *
   * @throws InputException if there is none, or it is damaged; then the store stays open
   */
  static MuDataFile of(Store store, ReadOptions options) {
    return store.reading("its structure", () -> read(store, options));
  }

  private static MuDataFile read(Store store, ReadOptions options) {
    Store.Group all = (Store.Group) store.root().member(PLACE).orElseThrow();
    String name = choose(store.path(), all.names(), options.modality());
    if (!(all.member(name).orElseThrow() instanceof Store.Group modality)
        || !modality.names().containsAll(Set.of("obs", "var"))) {
      throw InputException.about(
          PARAMETER,
          "%s: its modality '%s' is not AnnData, as it has no obs and var; choose another modality: %s"
              .formatted(store.path(), name, Text.list(all.names())));
    }
    AnnData data = StoredAnnData.read(store, modality);
    boolean told = options.modality().isEmpty() && all.names().size() > 1;
    return new MuDataFile(
        store,
        data.withObs(joined(store, data.obs())),
        told
            ? List.of(
                "%s: takes the modality %s of %s"
                    .formatted(store.path(), name, Text.list(all.names())))
            : List.of());
  }

  @Override
  public List<String> notes(Optional<String> matrix) {
    return said;
  }

  private static String choose(Path path, SequencedSet<String> names, Optional<String> wanted) {
    if (names.isEmpty()) {
      throw new InputException(path + ": is MuData without a modality; write it again");
    }
    if (wanted.isPresent()) {
      if (!names.contains(wanted.get())) {
        throw InputException.about(
            PARAMETER,
            "%s: has no modality '%s'; choose one of: %s"
                .formatted(path, wanted.get(), Text.list(names)));
      }
      return wanted.get();
    }
    if (names.size() == 1) {
      return names.getFirst();
    }
    return EXPRESSION.stream()
        .flatMap(known -> names.stream().filter(known::equalsIgnoreCase))
        .findFirst()
        .orElseThrow(
            () ->
                InputException.about(
                    PARAMETER,
                    "%s: is MuData with several modalities; choose one as modality: %s"
                        .formatted(path, Text.list(names))));
  }

  /** The cells of a modality with what the table of all cells says of them. */
  private static DataFrame joined(Store store, DataFrame own) {
    Optional<Store.Node> node = store.root().member("obs");
    if (node.isEmpty()) {
      return own;
    }
    DataFrame all = StoredAnnData.table(store, node.get());
    Set<String> more = new LinkedHashSet<>(all.columns().keySet());
    more.removeIf(name -> own.has(name) || name.equals(own.indexName()));
    if (more.isEmpty()) {
      return own;
    }
    int[] rows = rows(all.names(), own.names());
    boolean found = Arrays.stream(rows).allMatch(row -> row >= 0);
    DataFrame there = found ? all.select(rows) : all;
    SequencedMap<String, Element> columns = new LinkedHashMap<>(own.columns());
    for (String name : more) {
      columns.put(
          name,
          found
              ? there.column(name)
              : new Unreadable(
                  "/obs/" + name, "not every cell of the modality is once in the table of all"));
    }
    return new DataFrame(own.indexName(), own.index(), columns);
  }

  /** The row of each name, or -1 if it is in no row or in several. */
  private static int[] rows(List<String> all, List<String> names) {
    Map<String, Integer> rowOf = new HashMap<>();
    for (int row = 0; row < all.size(); row++) {
      rowOf.merge(all.get(row), row, (a, b) -> -1);
    }
    return names.stream().mapToInt(name -> rowOf.getOrDefault(name, -1)).toArray();
  }

  @Override
  public Path path() {
    return store.path();
  }

  @Override
  public void close() {
    store.close();
  }
}
