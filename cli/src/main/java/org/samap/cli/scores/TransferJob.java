package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.options.JobContext;
import org.samap.core.analysis.confidence.MatchConfidence;
import org.samap.core.analysis.confidence.MatchEvidence;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.scores.LabelTransfer;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.Values;
import org.samap.core.io.OutputFolder;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.ObsColumns;

/** The work behind {@code samap transfer}. */
final class TransferJob {
  private final TransferCommand asked;
  private final JobContext context;

  TransferJob(TransferCommand asked, JobContext context) {
    this.asked = asked;
    this.context = context;
  }

  void run() {
    SequencedMap<String, Element> columns = new LinkedHashMap<>();
    try (LabeledRun labeled = asked.open(context)) {
      FinishedRun run = labeled.run();
      LabelTransfer transfer =
          LabelTransfer.of(
              run.crossEdges(run.iterations()),
              labeled.labels(),
              run.crossK(),
              asked.params(),
              matches(labeled));
      writeTables(run, transfer);
      int species = run.ids().size();
      long[][] assigned = new long[species][];
      for (int from = 0; from < species; from++) {
        List<LabelTransfer.Guess> guesses = transfer.guesses(from);
        assigned[from] = assigned(run.cells(), guesses);
        addColumns("transferred_" + run.ids().get(from), inRowsOf(run, guesses), columns);
      }
      tellAssigned(run, assigned);
    }
    context.progress().info("The tables are in " + asked.tables());
    asked.annData().ifPresent(file -> writeAnnData(file, columns));
  }

  private LabelTransfer.Matches matches(LabeledRun run) {
    if (asked.params().minMatch() == 0) {
      return LabelTransfer.Matches.UNKNOWN;
    }
    MatchEvidence evidence = run.evidence(run.mapped(GenePairs.Params.defaults()));
    return context
        .progress()
        .run(
            "judge matches",
            0,
            phase ->
                MatchConfidence.of(
                    evidence, MatchConfidence.Params.defaults(), context.workers().counting(phase)))
        .confidences();
  }

  /** The guesses for the cells, in the order of the cells in the combined file. */
  private static List<LabelTransfer.Guess> inRowsOf(
      FinishedRun run, List<LabelTransfer.Guess> guesses) {
    LabelTransfer.Guess[] rows = new LabelTransfer.Guess[guesses.size()];
    for (int c = 0; c < rows.length; c++) {
      rows[run.cellRows()[c]] = guesses.get(c);
    }
    return List.of(rows);
  }

  private void writeTables(FinishedRun run, LabelTransfer transfer) {
    List<String> ids = run.ids();
    List<String> cells = run.cellNames();
    try (OutputFolder folder = OutputFolder.prepare(asked.tables())) {
      for (int to = 0; to < ids.size(); to++) {
        List<String> own = cells.subList(run.cells().start(to), run.cells().end(to));
        for (int from = 0; from < ids.size(); from++) {
          if (to != from) {
            Path file = folder.file("%s_from_%s.tsv".formatted(ids.get(to), ids.get(from)));
            transfer.write(file, own, to, from);
          }
        }
      }
      folder.commit();
    }
  }

  /** How many cells of each species get a label. */
  private static long[] assigned(SpeciesAxis cells, List<LabelTransfer.Guess> guesses) {
    return IntStream.range(0, cells.species())
        .mapToLong(
            to ->
                guesses.subList(cells.start(to), cells.end(to)).stream()
                    .filter(LabelTransfer.Guess::assigned)
                    .count())
        .toArray();
  }

  /** Says of each species how many of its cells got a label, and warns where none did. */
  private void tellAssigned(FinishedRun run, long[][] assigned) {
    List<String> ids = run.ids();
    for (int to = 0; to < ids.size(); to++) {
      List<String> counts = new ArrayList<>();
      for (int from = 0; from < ids.size(); from++) {
        if (from != to) {
          counts.add("%,d get a label of %s".formatted(assigned[from][to], ids.get(from)));
          if (assigned[from][to] == 0) {
            context
                .progress()
                .warn(
                    "no cell of %s gets a label of %s; 'best_label' and 'match' in the table say why, and --max-error 1 trusts every match"
                        .formatted(ids.get(to), ids.get(from)));
          }
        }
      }
      context
          .progress()
          .info(
              "of the %,d cells of %s, %s"
                  .formatted(run.cells().size(to), ids.get(to), String.join(", ", counts)));
    }
  }

  private static void addColumns(
      String name, List<LabelTransfer.Guess> guesses, SequencedMap<String, Element> columns) {
    columns.put(
        name,
        Categorical.of(
            guesses.stream().map(LabelTransfer.Guess::assignedLabel).toArray(String[]::new)));
    columns.put(name + "_confidence", numbers(guesses, LabelTransfer.Guess::confidence));
    columns.put(name + "_alignment", numbers(guesses, LabelTransfer.Guess::alignment));
  }

  private static DenseArray numbers(
      List<LabelTransfer.Guess> guesses, Function<LabelTransfer.Guess, Float> number) {
    float[] values = new float[guesses.size()];
    for (int c = 0; c < values.length; c++) {
      values[c] = number.apply(guesses.get(c));
    }
    return DenseArray.vector(Values.of(values));
  }

  private void writeAnnData(Path file, SequencedMap<String, Element> columns) {
    context
        .progress()
        .perform(
            "write", 0, _ -> ObsColumns.write(asked.combined(), file, columns, context.workers()));
    context.progress().info("The labels are in obs of " + file);
  }
}
