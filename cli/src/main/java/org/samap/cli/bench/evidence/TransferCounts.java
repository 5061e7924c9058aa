package org.samap.cli.bench.evidence;

import static org.samap.cli.bench.evidence.EvidenceTable.permille;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.scores.LabelTransfer;
import org.samap.core.simulate.TypeTruth;

/** How many cells get a label from the other species, and how many of these labels are true. */
final class TransferCounts {
  private final Map<Key, Count> counts = new LinkedHashMap<>();

  /**
   * What labels are transferred by.
   *
   * @param rule in words
   */
  private record Key(String data, String row, String method, String rule) {}

  /**
   * Cells.
   *
   * @param shared of types that the other species has
   * @param assigned those of them that get a label
   * @param right those of them whose label is true
   * @param alone of other types
   * @param labelled those of them that get a label
   */
  private record Count(long shared, long assigned, long right, long alone, long labelled) {
    static final Count NONE = new Count(0, 0, 0, 0, 0);

    Count plus(Count other) {
      return new Count(
          shared + other.shared,
          assigned + other.assigned,
          right + other.right,
          alone + other.alone,
          labelled + other.labelled);
    }

    List<String> fields() {
      return List.of(
          permille(assigned, shared), permille(right, assigned), permille(labelled, alone));
    }
  }

  /** Counts the cells of a case, in both directions. */
  void add(StressedCase stressed, MethodResult result, String rule, LabelTransfer transfer) {
    CellLabels labels = result.labels();
    Count sum = Count.NONE;
    for (int c = 0; c < labels.cells().total(); c++) {
      int own = labels.nodeOf()[c];
      if (own != CellLabels.NONE) {
        LabelTransfer.Guess guess = transfer.guess(c, 1 - labels.speciesOf()[own]);
        sum = sum.plus(count(stressed, labels.nodes().get(own), guess));
      }
    }
    counts.merge(new Key(stressed.data(), stressed.row(), result.method(), rule), sum, Count::plus);
  }

  private static Count count(StressedCase stressed, Node type, LabelTransfer.Guess guess) {
    TypeTruth.Kind kind = stressed.kind(type);
    if (kind == TypeTruth.Kind.FEW) {
      return Count.NONE;
    }
    long assigned = guess.assigned() ? 1 : 0;
    if (kind != TypeTruth.Kind.SHARED) {
      return new Count(0, 0, 0, 1, assigned);
    }
    boolean right =
        guess.assigned()
            && stressed.same(type, new Node(stressed.other(type.species()), guess.label()));
    return new Count(1, assigned, right ? 1 : 0, 0, 0);
  }

  /**
   * By data and case, for samap by one rule and for the baseline by another.
   *
   * @param rule of samap
   * @param other of the baseline
   */
  EvidenceTable byCase(String rule, String other) {
    List<List<String>> rows = new ArrayList<>();
    counts.forEach(
        (key, count) -> {
          Key baseline = new Key(key.data, key.row, Baseline.METHOD, other);
          if (key.method.equals(MappedCase.METHOD) && key.rule.equals(rule)) {
            List<String> row = new ArrayList<>(List.of(key.data, key.row));
            row.addAll(count.fields());
            row.addAll(counts.getOrDefault(baseline, Count.NONE).fields());
            rows.add(row);
          }
        });
    return new EvidenceTable(
        List.of(
            "data",
            "case",
            "samap_assigned",
            "samap_right",
            "samap_private",
            "baseline_assigned",
            "baseline_right",
            "baseline_private"),
        rows);
  }

  /** By data, method and rule, over all cases but the one without homology. */
  EvidenceTable byRule() {
    Map<List<String>, Count> sums = new LinkedHashMap<>();
    counts.forEach(
        (key, count) -> {
          if (!key.row.equals(EvidenceSize.NO_HOMOLOGY)) {
            sums.merge(List.of(key.data, key.method, key.rule), count, Count::plus);
          }
        });
    List<List<String>> rows = new ArrayList<>();
    sums.forEach(
        (key, count) -> {
          List<String> row = new ArrayList<>(key);
          row.addAll(count.fields());
          rows.add(row);
        });
    return new EvidenceTable(
        List.of("data", "method", "rule", "assigned", "right", "private"), rows);
  }
}
