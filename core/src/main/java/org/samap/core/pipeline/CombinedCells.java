package org.samap.core.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.NullableArray;
import org.samap.core.anndata.Values;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.CodePoints;

/**
 * The table of the cells of all species: their names in the scores, and the columns of each species
 * as {@code id_column}. For cells of other species a categorical column is {@value #UNASSIGNED},
 * and any other column is missing: texts become categories, whole numbers and bools become nullable
 * arrays, and fractions are NaN. A column takes no more memory than the species' own.
 */
final class CombinedCells {
  /** The category of a cell of another species. */
  static final String UNASSIGNED = "unassigned";

  private final SpeciesAxis axis;

  private CombinedCells(SpeciesAxis axis) {
    this.axis = axis;
  }

  /**
   * @param species all mapped species, in their order
   */
  static DataFrame of(List<PreparedSpecies> species) {
    SpeciesAxis axis =
        SpeciesAxis.ofSizes(species.stream().mapToInt(s -> s.mapped().cells()).toArray());
    CombinedCells cells = new CombinedCells(axis);
    DataFrame obs = cells.labels(species);
    for (int s = 0; s < species.size(); s++) {
      obs = cells.with(obs, s, species.get(s));
    }
    return obs;
  }

  private DataFrame labels(List<PreparedSpecies> species) {
    List<String> ids = species.stream().map(PreparedSpecies::id).toList();
    List<List<String>> labels = species.stream().map(PreparedSpecies::labels).toList();
    String[] speciesOf = new String[axis.total()];
    for (int s = 0; s < axis.species(); s++) {
      Arrays.fill(speciesOf, axis.start(s), axis.end(s), ids.get(s));
    }
    CellLabels nodes = CellLabels.of(ids, labels);
    return DataFrame.of(names(species))
        .with(RunFolder.SPECIES_COLUMN, Categorical.of(speciesOf))
        .with(
            RunFolder.LABEL_COLUMN,
            Categorical.of(labels.stream().flatMap(List::stream).toArray(String[]::new)))
        .with(
            RunFolder.CLUSTER_COLUMN,
            Categorical.of(
                species.stream().flatMap(s -> s.clusters().stream()).toArray(String[]::new)))
        .with(
            RunFolder.NODE_COLUMN,
            Categorical.of(nodes.names().toArray(String[]::new), nodes.nodeOf()));
  }

  private DataFrame with(DataFrame obs, int species, PreparedSpecies prepared) {
    DenseArray none = DenseArray.vector(Values.of(new boolean[axis.size(species)]));
    DenseArray others = padded(species, none, Values.of(true));
    DataFrame all = obs;
    for (Map.Entry<String, Element> column : prepared.obs().columns().entrySet()) {
      all =
          all.with(
              prepared.id() + "_" + column.getKey(), padded(species, column.getValue(), others));
    }
    return all;
  }

  /**
   * A column of a species, extended to all cells.
   *
   * @param others whether each cell is of another species
   */
  private Element padded(int species, Element column, DenseArray others) {
    return switch (column) {
      case Categorical c -> categories(species, c);
      case NullableArray n when n.values().type() == DType.STRING ->
          texts(species, n.values(), n.mask().all().booleans());
      case NullableArray n ->
          new NullableArray(
              padded(species, n.values(), Values.blank(n.values().type())),
              padded(species, n.mask(), Values.of(true)));
      case DenseArray a when a.type() == DType.STRING ->
          texts(species, a, new boolean[axis.size(species)]);
      case DenseArray a when a.type().isFloating() -> padded(species, a, Values.blank(a.type()));
      case DenseArray a -> new NullableArray(padded(species, a, Values.blank(a.type())), others);
      default -> throw new IllegalArgumentException("a column that cannot be stored");
    };
  }

  private DenseArray padded(int species, DenseArray own, Values filler) {
    return DenseArray.padded(own, axis.start(species), axis.total(), filler);
  }

  /** The categories as text, with one more for the cells of other species. */
  private Element categories(int species, Categorical own) {
    int cells = axis.size(species);
    String[] labels = Arrays.copyOf(own.labels(), cells + 1);
    labels[cells] = UNASSIGNED;
    Categorical both = Categorical.of(labels);
    DenseArray codes = DenseArray.vector(both.codes().rows(0, cells));
    Values unassigned = both.codes().rows(cells, 1);
    return new Categorical(padded(species, codes, unassigned), both.categories(), false);
  }

  /** Texts as categories; a cell can have none. */
  private Element texts(int species, DenseArray values, boolean[] missing) {
    String[] texts = values.all().texts();
    String[] categories =
        IntStream.range(0, texts.length)
            .filter(c -> !missing[c])
            .mapToObj(c -> texts[c])
            .distinct()
            .sorted(CodePoints::compare)
            .toArray(String[]::new);
    int[] codes = new int[texts.length];
    for (int c = 0; c < codes.length; c++) {
      codes[c] = missing[c] ? -1 : Arrays.binarySearch(categories, texts[c], CodePoints::compare);
    }
    Categorical own = Categorical.of(categories, codes);
    Values none = Categorical.of(categories, -1).codes().all();
    return new Categorical(padded(species, own.codes(), none), own.categories(), false);
  }

  /** The cells' own names, with the species' id in front if two species share a name. */
  static List<String> names(List<PreparedSpecies> species) {
    List<String> names = names(species, _ -> "");
    Set<String> distinct = new HashSet<>(names);
    return distinct.size() == names.size() ? names : names(species, id -> id + "_");
  }

  private static List<String> names(List<PreparedSpecies> species, UnaryOperator<String> prefix) {
    List<String> names = new ArrayList<>();
    for (PreparedSpecies s : species) {
      s.obs().names().forEach(cell -> names.add(prefix.apply(s.id()) + cell));
    }
    return Collections.unmodifiableList(names);
  }
}
