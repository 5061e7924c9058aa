package org.samap.core.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.anndata.DataFrame;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/** Where the labels of a species' cells come from. */
public sealed interface LabelSource {
  /** So many are no cell types but names of cells, and tables of them would fill the memory. */
  int MOST_LABELS = 10_000;

  /** A column of the data's {@code obs}. */
  record Column(String name) implements LabelSource {
    @Override
    public List<String> labels(String id, DataFrame obs) {
      List<String> labels;
      try {
        labels = obs.labels(name);
      } catch (InputException e) {
        throw new InputException(id + ": obs has " + e.getMessage(), e);
      }
      return checked("%s: the column '%s'".formatted(id, name), labels);
    }
  }

  /** A table of two tab-separated columns, cell and label, with or without a header. */
  record Table(Path file) implements LabelSource {
    @Override
    public List<String> labels(String id, DataFrame obs) {
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
      if (missed > 0) {
        throw new InputException(
            "%s: no label for %d of the %d cells of %s, such as '%s'; give every cell a line"
                .formatted(file, missed, cells.size(), id, missing));
      }
      return checked(file.toString(), labels);
    }

    private Map<String, String> read() {
      Map<String, String> labelOf = new HashMap<>();
      int number = 0;
      for (String line : lines()) {
        number++;
        if (line.isEmpty()) {
          continue;
        }
        String[] fields = line.split("\t", -1);
        if (fields.length != 2) {
          throw new InputException(
              "%s: line %d has %d columns, not 2; write cell, tab, label"
                  .formatted(file, number, fields.length));
        }
        if (labelOf.put(fields[0], fields[1]) != null) {
          throw new InputException(
              "%s: line %d gives cell '%s' another label; keep one of its lines"
                  .formatted(file, number, fields[0]));
        }
      }
      return labelOf;
    }

    private List<String> lines() {
      try {
        return Files.readAllLines(file);
      } catch (NoSuchFileException e) {
        throw new InputException(file + ": no such file; check its name", e);
      } catch (IOException e) {
        throw new InputException(
            "%s: cannot be read as text (%s); give a table of cell, tab, label"
                .formatted(file, e.getMessage()),
            e);
      }
    }
  }

  /**
   * A label for every cell.
   *
   * @param id of the species, for messages
   * @param obs its cells
   * @throws InputException if there is no such column, a cell has no label, or there are more than
   *     {@value #MOST_LABELS} different ones
   */
  List<String> labels(String id, DataFrame obs);

  private static List<String> checked(String where, List<String> labels) {
    long different = labels.stream().distinct().count();
    if (different > MOST_LABELS) {
      throw new InputException(
          "%s has %d different labels, such as '%s'; give cell types, at most %d"
              .formatted(where, different, labels.getFirst(), MOST_LABELS));
    }
    return labels;
  }

  /** The same, with a warning if some are missing. */
  default List<String> labels(String id, DataFrame obs, Progress progress) {
    List<String> labels = labels(id, obs);
    long missing = labels.stream().filter(DataFrame.MISSING::equals).count();
    if (missing > 0) {
      progress.warn(
          "%d of %d cells have no label and are taken for a type '%s'"
              .formatted(missing, labels.size(), DataFrame.MISSING));
    }
    return labels;
  }
}
