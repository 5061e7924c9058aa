package org.samap.report.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.anndata.DataFrame;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.Resources;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * A finished run, opened for showing. Each part is read or computed when it is first asked for. A
 * part that cannot be read is left out and told in {@link #notes}, so that the rest can be shown.
 */
public final class RunData implements AutoCloseable {
  private static final String REPORT = "run.json";

  private final FinishedRun run;
  private final CellLabels labels;
  private final ExpressionStore store;
  private final Workers workers;
  private final Progress progress;
  private final List<String> notes = new ArrayList<>();

  private Optional<MappingScores> scores = Optional.empty();
  private Optional<Optional<List<Expression>>> expression = Optional.empty();
  private Optional<List<Markers>> markers = Optional.empty();

  private RunData(
      FinishedRun run,
      CellLabels labels,
      ExpressionStore store,
      Workers workers,
      Progress progress) {
    this.run = run;
    this.labels = labels;
    this.store = store;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Opens a run.
   *
   * @param sources labels by species id; other species keep the labels of the run
   * @throws InputException if the folder holds no finished run or a damaged one
   */
  public static RunData open(
      Path folder,
      Map<String, LabelSource> sources,
      Resources resources,
      Workers workers,
      Progress progress) {
    FinishedRun run = FinishedRun.open(folder);
    try {
      ExpressionStore store = resources.store(run.cells().total());
      return new RunData(run, run.labels(sources, progress), store, workers, progress);
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  public FinishedRun run() {
    return run;
  }

  public CellLabels labels() {
    return labels;
  }

  Workers workers() {
    return workers;
  }

  Progress progress() {
    return progress;
  }

  /** What could not be shown, and why, in the order in which it was asked for. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** The text of {@code run.json}, if the folder has it. */
  public Optional<String> report() {
    try {
      Path file = run.folder().resolve(REPORT);
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      notes.add(InputException.unreadable(run.folder().resolve(REPORT), e).getMessage());
      return Optional.empty();
    }
  }

  /** The scores of the last iteration. */
  public MappingScores scores() {
    if (scores.isEmpty()) {
      scores = Optional.of(run.score(labels));
    }
    return scores.get();
  }

  /** The UMAP of all cells, if the run has one of at least two coordinates. */
  public Optional<FloatMatrix> umap() {
    return orNote("The UMAP", run::umap).flatMap(found -> found).filter(u -> u.columns() >= 2);
  }

  /** Where each cell maps to. */
  public CellViews views() {
    return CellViews.of(run.crossEdges(run.iterations()), labels, run.crossK());
  }

  /** The columns of labels of all species. */
  public List<CellColumn> columns() {
    List<CellColumn> columns = new ArrayList<>();
    for (int s = 0; s < run.ids().size(); s++) {
      int species = s;
      Optional<DataFrame> obs = orNote("The labels of " + run.ids().get(s), () -> run.obs(species));
      obs.ifPresent(
          table ->
              table
                  .columns()
                  .keySet()
                  .forEach(name -> column(table, species, name).ifPresent(columns::add)));
    }
    return columns;
  }

  private static Optional<CellColumn> column(DataFrame obs, int species, String name) {
    try {
      return CellColumn.of(species, name, obs.labels(name));
    } catch (InputException _) {
      return Optional.empty(); // it holds no labels
    }
  }

  /** The tables of the analyses: those that the folder has, and otherwise those of the defaults. */
  public List<ShownTable> tables() {
    return new ShownTables(this).all();
  }

  /** The expression of every species until this is closed, or nothing if one cannot be read. */
  public Optional<List<Expression>> expression() {
    if (expression.isEmpty()) {
      expression =
          Optional.of(
              orNote(
                  "Expression",
                  () ->
                      eachSpecies(
                          "read expression", (s, phase) -> run.expression(s, store, phase))));
    }
    return expression.get();
  }

  /** The markers of every species; nothing without expression. */
  public Optional<List<Markers>> markers() {
    if (markers.isEmpty()) {
      markers =
          expression()
              .map(
                  x ->
                      eachSpecies(
                          "find markers", (s, phase) -> Markers.of(x.get(s), labels, s, phase)));
    }
    return markers;
  }

  /** Everything that the analyses of genes read; nothing without expression. */
  Optional<MappedGenes> mappedGenes() {
    return expression().map(x -> run.mappedGenes(labels, x));
  }

  private <T> List<T> eachSpecies(String name, BiFunction<Integer, Workers, T> work) {
    int species = run.ids().size();
    return progress.run(
        name,
        species,
        phase ->
            IntStream.range(0, species)
                .mapToObj(s -> phase.<T>part(1, part -> work.apply(s, workers.counting(part))))
                .toList());
  }

  /**
   * A part of the run; if it cannot be read, a note says why.
   *
   * @param what the beginning of a sentence, such as "The UMAP"
   */
  <T> Optional<T> orNote(String what, Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (InputException e) {
      note("%s cannot be shown (%s)".formatted(what, e.getMessage()));
      return Optional.empty();
    }
  }

  void note(String note) {
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  @Override
  public void close() {
    store.close();
    run.close();
  }
}
