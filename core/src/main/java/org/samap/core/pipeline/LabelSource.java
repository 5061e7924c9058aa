package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.samap.core.anndata.DataFrame;
import org.samap.core.io.TextTable;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/** Where the labels of a species' cells come from. */
public sealed interface LabelSource {
  /**
   * The most labels: more are names of cells, not cell types, and their tables would fill memory.
   */
  int MOST_LABELS = 10_000;

  /**
   * If there are more labels than this and most are for a single cell, they are names or
   * measurements.
   */
  int MANY_LABELS = 200;

  /** A number as it is written in files. */
  Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  /** What labels mean. */
  enum Meaning {
    /** Cell types, which can be called by numbers. */
    TYPES("cell types"),
    /** Donors, which are never numbers with a fraction. */
    DONORS("donors");

    private final String plural;

    Meaning(String plural) {
      this.plural = plural;
    }
  }

  /** A column of the data's {@code obs}. */
  record Column(String name) implements LabelSource {
    @Override
    public List<String> labels(String id, DataFrame obs, Meaning meaning) {
      List<String> labels;
      try {
        labels = obs.labels(name);
      } catch (InputException e) {
        throw new InputException(id + ": obs has " + e.getMessage(), e);
      }
      return checked("%s: the column '%s'".formatted(id, name), labels, meaning);
    }
  }

  /**
   * A table of two columns, cell and label, with or without a header, as {@link TextTable} reads
   * it. An empty label or {@code NA} means that the cell has none.
   */
  record Table(Path file) implements LabelSource {
    /** Labels that mean that there is none. */
    private static final Set<String> NONE = Set.of("", "NA", "NaN", DataFrame.MISSING);

    @Override
    public List<String> labels(String id, DataFrame obs, Meaning meaning) {
      List<String> cells = obs.names();
      Map<String, String> labelOf = read();
      List<String> labels = new ArrayList<>(cells.size());
      String missing = "";
      int missed = 0;
      for (String cell : cells) {
        String label = labelOf.get(cell);
        if (label == null) {
          missing = missed++ == 0 ? cell : missing;
          label = "";
        }
        labels.add(label);
      }
      if (missed > 0 && missed == cells.size() && !labelOf.isEmpty()) {
        throw new InputException(
            "%s: none of the %d cells of %s is in it: it names '%s', they are called '%s'; write the names of the cells as they are in the data"
                .formatted(file, missed, id, labelOf.keySet().iterator().next(), missing));
      }
      if (missed > 0) {
        throw new InputException(
            "%s: no label for %d of the %d cells of %s, such as '%s'; give every cell a line"
                .formatted(file, missed, cells.size(), id, missing));
      }
      return checked(file.toString(), labels, meaning);
    }

    private Map<String, String> read() {
      Map<String, String> labelOf = new LinkedHashMap<>();
      try (TextTable table = TextTable.open(file)) {
        while (table.next()) {
          List<String> fields = table.fields();
          if (fields.size() != 2) {
            throw table.error(
                "has %d columns, not 2; write cell, tab, label".formatted(fields.size()));
          }
          String label = fields.getLast().strip();
          String known = NONE.contains(label) ? DataFrame.MISSING : label;
          if (labelOf.put(fields.getFirst(), known) != null) {
            throw table.error(
                "names cell '%s' a second time; keep one of its lines"
                    .formatted(fields.getFirst()));
          }
        }
      }
      return labelOf;
    }
  }

  /**
   * A label for every cell.
   *
   * @param id the id of the species, for messages
   * @param obs its cells
   * @param meaning what the labels mean
   * @return one label per cell; {@link DataFrame#MISSING} for a cell without one
   * @throws InputException if there is no such column, a table lacks a cell, there are more than
   *     {@value #MOST_LABELS} different labels, or they are measurements or names of cells
   */
  List<String> labels(String id, DataFrame obs, Meaning meaning);

  /** A cell type for every cell. */
  default List<String> labels(String id, DataFrame obs) {
    return labels(id, obs, Meaning.TYPES);
  }

  private static List<String> checked(String where, List<String> labels, Meaning meaning) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    labels.stream()
        .filter(label -> !label.equals(DataFrame.MISSING))
        .forEach(label -> sizes.merge(label, 1, Integer::sum));
    if (sizes.isEmpty()) {
      throw new InputException(
          "%s has no label for any cell; give %s".formatted(where, meaning.plural));
    }
    String example = sizes.keySet().iterator().next();
    if (sizes.size() > MOST_LABELS) {
      throw new InputException(
          "%s has %d different labels, such as '%s'; give %s, at most %d"
              .formatted(where, sizes.size(), example, meaning.plural, MOST_LABELS));
    }
    long single = sizes.values().stream().filter(size -> size == 1).count();
    boolean mostlySingle = 2 * single > sizes.size();
    boolean many = sizes.size() > MANY_LABELS;
    boolean fractions = isFractions(sizes.keySet());
    boolean noTypes = many || mostlySingle;
    if ((fractions && (noTypes || meaning == Meaning.DONORS)) || (many && mostlySingle)) {
      throw new InputException(
          "%s has %d different %s, such as '%s', %d of them for a single cell; give %s"
              .formatted(
                  where,
                  sizes.size(),
                  fractions ? "numbers, which are measurements" : "labels",
                  example,
                  single,
                  meaning.plural));
    }
    return labels;
  }

  /** Whether all labels are numbers and some are not whole. */
  private static boolean isFractions(Collection<String> labels) {
    return labels.stream().allMatch(label -> NUMBER.matcher(label).matches())
        && labels.stream().anyMatch(label -> Double.parseDouble(label) % 1 != 0);
  }

  /** As {@link #labels(String, DataFrame)}, with a warning if some cells have no label. */
  default List<String> labels(String id, DataFrame obs, Progress progress) {
    return told(labels(id, obs), "have no label and form no type", progress);
  }

  /** The donor of every cell, with a warning if some cells have none. */
  default List<String> donors(String id, DataFrame obs, Progress progress) {
    return told(labels(id, obs, Meaning.DONORS), "have no donor and do not count", progress);
  }

  /**
   * A cluster for every cell, with a warning if some cells have none: they form one of their own.
   */
  default List<String> clusters(String id, DataFrame obs, Progress progress) {
    return told(labels(id, obs), "have no cluster and form one of their own", progress);
  }

  private static List<String> told(List<String> labels, String what, Progress progress) {
    long missing = labels.stream().filter(DataFrame.MISSING::equals).count();
    if (missing > 0) {
      progress.warn("%d of %d cells %s".formatted(missing, labels.size(), what));
    }
    return labels;
  }
}
