package org.samap.core.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.ElementMap;
import org.samap.core.anndata.NullableArray;
import org.samap.core.anndata.Section;
import org.samap.core.harmony.Batches;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/** The column of {@code obs} with the batch of every cell, such as its donor, sample or chip. */
final class BatchColumn {
  /** Where a SAM result holds the name of the column. */
  static final String KEY = "batch_key";

  /** A batch with fewer cells is too small to estimate how it differs. */
  private static final int FEW = 5;

  /** More values than this are names of cells or measurements. */
  private static final int MOST = 1000;

  /** More different numbers than this are measurements. */
  private static final int MANY_NUMBERS = 100;

  private final String id;
  private final String name;

  BatchColumn(String id, String name) {
    this.id = id;
    this.name = name;
  }

  /**
   * The batch of every cell.
   *
   * @throws InputException if there is no such column, a cell has no batch, or the values are
   *     measurements or names of cells
   */
  Batches of(DataFrame obs) {
    List<String> labels;
    try {
      labels = obs.labels(name);
    } catch (InputException e) {
      throw new InputException(id + ": obs has " + e.getMessage(), e);
    }
    int missing = labels.indexOf(DataFrame.MISSING);
    if (missing >= 0) {
      long all = labels.stream().filter(DataFrame.MISSING::equals).count();
      throw new InputException(
          "%s: the batch column '%s' has no value for %d of %d cells, such as '%s'; give every cell a batch"
              .formatted(id, name, all, labels.size(), obs.names().get(missing)));
    }
    Batches batches = Batches.of(labels);
    int count = batches.count();
    boolean measured = count > MANY_NUMBERS && isNumeric(obs);
    if (!batches.isOne() && (measured || count > MOST || 2 * small(batches).size() > count)) {
      throw new InputException(
          "%s: the batch column '%s' has %d different %s for %d cells, such as '%s'; give donors or samples"
              .formatted(
                  id,
                  name,
                  count,
                  measured ? "numbers" : "values",
                  labels.size(),
                  labels.getFirst()));
    }
    return batches;
  }

  /** The same; tells how many there are, and warns if there is only one, or some have few cells. */
  Batches of(DataFrame obs, Progress progress) {
    Batches batches = of(obs);
    if (batches.isOne()) {
      progress.warn(
          "%s: the batch column '%s' has one value, '%s', so nothing is corrected"
              .formatted(id, name, batches.sizes().firstEntry().getKey()));
    }
    if (!batches.isOne()) {
      progress.info(
          "%s: the differences between the %d batches of '%s' are corrected"
              .formatted(id, batches.count(), name));
    }
    List<String> small = small(batches);
    if (!batches.isOne() && !small.isEmpty()) {
      progress.warn(
          "%s: %d of %d batches of '%s' have fewer than %d cells, such as '%s', and are hardly corrected"
              .formatted(id, small.size(), batches.count(), name, FEW, small.getFirst()));
    }
    return batches;
  }

  private boolean isNumeric(DataFrame obs) {
    return switch (obs.column(name)) {
      case DenseArray a -> a.type() != DType.STRING;
      case NullableArray n -> n.values().type() != DType.STRING;
      default -> false;
    };
  }

  private static List<String> small(Batches batches) {
    return batches.sizes().entrySet().stream()
        .filter(batch -> batch.getValue() < FEW)
        .map(batch -> batch.getKey())
        .toList();
  }

  /** Warns if a finished SAM result was not corrected for these batches. */
  void checkResult(AnnData result, Progress progress) {
    Optional<String> made = nameIn(result);
    if (!made.equals(Optional.of(name))) {
      progress.warn(
          "%s: the finished SAM result was made %s; run SAM again to correct for '%s'"
              .formatted(
                  id,
                  made.map(other -> "with the batch column '" + other + "'")
                      .orElse("without batches"),
                  name));
    }
  }

  /** The batch column of a finished SAM result, if it is among the columns of the cells. */
  static Optional<String> nameIn(AnnData data) {
    Optional<Element> args = data.get(Section.UNS, "run_args");
    return args.or(() -> data.get(Section.UNS, "sam", "run_args"))
        .filter(ElementMap.class::isInstance)
        .flatMap(map -> ((ElementMap) map).get(KEY))
        .filter(DenseArray.class::isInstance)
        .flatMap(text -> Arrays.stream(((DenseArray) text).all().texts()).findFirst())
        .filter(name -> data.obs().has(name));
  }
}
