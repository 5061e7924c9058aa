package org.samap.core.anndata.counts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.counts.Candidates.Candidate;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.anndata.formats.ReadOptions;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * Finds the counts of a species in a file of any format and checks them.
 *
 * <p>The default is {@code raw/X} if there is a raw, else {@code X}. If its values are not
 * non-negative whole numbers, the loader takes {@code layers['counts']} or {@code X}, if one of
 * these holds such numbers. If neither does, it takes the default, with a warning. A matrix that
 * the user names is taken as it is.
 */
public final class CountsLoader {
  /** A matrix whose values were looked at. */
  private sealed interface Checked {
    Candidate candidate();

    ValueCheck check();

    void release(ExpressionStore store);
  }

  private record Loaded(Candidate candidate, Expression values, CellTally tally, ValueCheck check)
      implements Checked {
    @Override
    public void release(ExpressionStore store) {
      store.release(values);
    }
  }

  private record Scanned(Candidate candidate, CellTally tally, ValueCheck check)
      implements Checked {
    @Override
    public void release(ExpressionStore store) {
      // Nothing of it is kept.
    }
  }

  private final DataFile file;
  private final AnnData data;
  private final Candidates candidates;
  private final ExpressionStore store;
  private final Workers workers;

  /** Workers that do not count: for tasks that take no time compared to reading. */
  private final Workers uncounted;

  private CountsLoader(DataFile file, ExpressionStore store, Workers workers) {
    this.file = file;
    this.data = file.data();
    this.candidates = new Candidates(file);
    this.store = store;
    this.workers = workers;
    this.uncounted = workers.counting(Progress.Silent.INSTANCE);
  }

  /** Opens a file of any format and loads its counts onto the heap. */
  public static Counts load(
      Path path, Optional<String> matrix, Workers workers, Progress progress) {
    try (DataFile file = DataFiles.open(path, ReadOptions.defaults())) {
      return load(file, matrix, ExpressionStore.heap(), workers, progress);
    }
  }

  /**
   * The size of the matrix that {@link #load} would read (first), from the file's headers.
   *
   * @param matrix as there
   * @throws InputException if there is no such matrix
   */
  public static MatrixSize measure(DataFile file, Optional<String> matrix) {
    Candidates candidates = new Candidates(file);
    Candidate first = candidates.of(matrix).getFirst();
    return candidates.reading(first, () -> MatrixSize.of(first.matrix()));
  }

  /**
   * The genes of the matrix that {@link #load} would read (first), from the file's headers.
   *
   * @param matrix as there
   * @throws InputException if there is no such matrix
   */
  public static List<String> genes(DataFile file, Optional<String> matrix) {
    return new Candidates(file).of(matrix).getFirst().genes();
  }

  /**
   * What the matrices hold that {@link #load} may read, the one first that it would return.
   *
   * @param matrix as there
   * @param filter what a cell must have
   * @param store where to keep each while it is looked at
   * @throws InputException if there is no such matrix
   */
  public static List<MatrixReport> inspect(
      DataFile file,
      Optional<String> matrix,
      CellFilter filter,
      ExpressionStore store,
      Workers workers) {
    CountsLoader loader = new CountsLoader(file, store, workers);
    List<MatrixReport> reports = new ArrayList<>();
    loader.candidates.of(matrix).forEach(c -> reports.add(loader.report(c, filter)));
    if (reports.getFirst().kind() != MatrixReport.Kind.COUNTS) {
      for (int other = reports.size() - 1; other > 0; other--) {
        if (reports.get(other).kind() == MatrixReport.Kind.COUNTS) {
          reports.addFirst(reports.remove(other));
          break;
        }
      }
    }
    return reports;
  }

  private MatrixReport report(Candidate candidate, CellFilter filter) {
    Loaded loaded = load(candidate);
    KeptCells kept = KeptCells.of(loaded.tally, new CellChoice(filter, Optional.empty()));
    MatrixReport report =
        MatrixReport.of(candidate, remarks(candidate), loaded.values, kept, uncounted);
    store.release(loaded.values);
    return report;
  }

  private List<String> remarks(Candidate candidate) {
    return Stream.concat(
            UniqueNames.remarks(data.obs().names()).stream().map(remark -> "cells: " + remark),
            UniqueNames.remarks(candidate.var().names()).stream().map(remark -> "genes: " + remark))
        .toList();
  }

  /**
   * Loads the counts of an open file. Must not be called from a task of the workers.
   *
   * @param matrix {@code X}, {@code raw}, the name of a layer, or empty to look for the counts
   * @param store where to keep them
   * @throws InputException if there is no such matrix, or a value is missing, infinite or negative
   */
  public static Counts load(
      DataFile file,
      Optional<String> matrix,
      ExpressionStore store,
      Workers workers,
      Progress progress) {
    CountsLoader loader = new CountsLoader(file, store, workers);
    return loader.finish(loader.find(matrix, loader::load, progress), progress);
  }

  /**
   * Loads the counts of some cells. Cells that are left out for what they lack are read first; of
   * cells that are drawn no others are ever kept, and the matrix is read twice.
   *
   * @param cells the cells
   * @param matrix as above
   * @throws InputException as above, or if no cell is left
   */
  public static Counts load(
      DataFile file,
      Optional<String> matrix,
      CellChoice cells,
      ExpressionStore store,
      Workers workers,
      Progress progress) {
    Kept kept = loadKept(file, matrix, cells, store, workers, progress);
    kept.cells.tellDraw(kept.counts.origin(), progress);
    return kept.counts;
  }

  /**
   * The counts of some cells.
   *
   * @param cells which cells of the file these are
   * @param areCounts whether all values are whole numbers
   */
  record Kept(Counts counts, KeptCells cells, boolean areCounts) {}

  static Kept loadKept(
      DataFile file,
      Optional<String> matrix,
      CellChoice cells,
      ExpressionStore store,
      Workers workers,
      Progress progress) {
    CountsLoader loader = new CountsLoader(file, store, workers);
    return cells.draw().isPresent()
        ? loader.loadDrawn(loader.find(matrix, loader::scan, progress), cells, progress)
        : loader.without(loader.find(matrix, loader::load, progress), cells, progress);
  }

  /** Leaves out cells; most matrices keep all. */
  private Kept without(Loaded loaded, CellChoice choice, Progress progress) {
    Counts all = finish(loaded, progress);
    KeptCells kept = KeptCells.of(loaded.tally, choice);
    kept.tell(all.origin(), all.cells(), progress);
    Counts left =
        kept.areAll()
            ? all
            : new Counts(
                all.origin(),
                kept.of(all.cells()),
                all.genes(),
                kept.of(all.counts(), store, uncounted),
                all.obs().select(kept.rows()));
    return new Kept(left, kept, loaded.check.isCounts());
  }

  /** Reads the matrix again and keeps only the drawn cells. */
  private Kept loadDrawn(Scanned scanned, CellChoice choice, Progress progress) {
    Names names = names(scanned, progress);
    KeptCells kept = KeptCells.of(scanned.tally, choice);
    kept.tell(names.origin, names.cells, progress);
    long entries = IntStream.of(kept.rows()).mapToLong(row -> scanned.tally.genes()[row]).sum();
    ExpressionStore.Builder blocks = store.builder(kept.rows().length, names.genes.size(), entries);
    GatheredRows gathered = new GatheredRows(kept.rows().length, blocks::put);
    ExpressionReader.forEachBlock(
        scanned.candidate.matrix(), block -> gathered.putKept(block, kept.rows()), workers);
    Counts counts =
        new Counts(
            names.origin,
            kept.of(names.cells),
            names.genes,
            blocks.build(),
            obs(names, progress).select(kept.rows()));
    return new Kept(counts, kept, scanned.check.isCounts());
  }

  /** The named matrix, or the one with counts. */
  private <T extends Checked> T find(
      Optional<String> matrix, Function<Candidate, T> look, Progress progress) {
    file.notes(matrix).forEach(progress::info);
    List<Candidate> all = candidates.of(matrix);
    T first = look.apply(all.getFirst());
    if (first.check().isCounts()) {
      return first;
    }
    for (Candidate other : all.subList(1, all.size()).reversed()) {
      T found = look.apply(other);
      if (found.check().isCounts()) {
        progress.info(
            "%s: %s does not hold counts; using %s, which does"
                .formatted(file.path(), first.candidate().place(), other.place()));
        first.release(store);
        return found;
      }
      found.release(store);
    }
    return first;
  }

  private Loaded load(Candidate c) {
    return candidates.reading(
        c,
        () -> {
          Expression values = ExpressionReader.read(c.matrix(), store, workers);
          CellTally tally = CellTally.ofCells(values.cells());
          return new Loaded(c, values, tally, ValueCheck.of(values, tally, uncounted));
        });
  }

  private Scanned scan(Candidate c) {
    return candidates.reading(
        c,
        () -> {
          int cells = data.obs().rows();
          CellTally tally = CellTally.ofCells(cells);
          ValueCheck[] checks = new ValueCheck[Math.ceilDiv(cells, Expression.BLOCK_CELLS)];
          ExpressionReader.forEachBlock(
              c.matrix(),
              block ->
                  checks[block.firstCell() / Expression.BLOCK_CELLS] = ValueCheck.of(block, tally),
              workers);
          ValueCheck all = new ValueCheck();
          Arrays.stream(checks).forEach(all::merge);
          return new Scanned(c, tally, all);
        });
  }

  /** The names of a matrix whose values can be used. */
  private record Names(String origin, List<String> cells, List<String> genes) {}

  private Names names(Checked matrix, Progress progress) {
    String origin = file.path() + ": " + matrix.candidate().place();
    List<String> cells = UniqueNames.of(data.obs().names(), file.path() + ": cells", progress);
    List<String> genes =
        UniqueNames.of(matrix.candidate().var().names(), origin + ": genes", progress);
    if (cells.isEmpty() || genes.isEmpty()) {
      throw new InputException(
          "%s: has %d cells and %d genes; give a file with data"
              .formatted(origin, cells.size(), genes.size()));
    }
    matrix.check().require(origin, cells, genes);
    if (!matrix.check().isCounts()) {
      progress.warn(
          "%s: %s (another layer can be named)"
              .formatted(origin, matrix.check().looksNormalised(cells, genes)));
    }
    return new Names(origin, cells, genes);
  }

  private Counts finish(Loaded loaded, Progress progress) {
    Names names = names(loaded, progress);
    return new Counts(names.origin, names.cells, names.genes, loaded.values, obs(names, progress));
  }

  private DataFrame obs(Names names, Progress progress) {
    return obs(file, progress).withNames(names.cells).inMemory();
  }

  /** The table of the cells without columns that cannot be read or written, which are told. */
  public static DataFrame obs(DataFile file, Progress progress) {
    return file.data()
        .obs()
        .storable(
            (name, reason) ->
                progress.warn(
                    "%s: the column '%s' of the cells is left out: %s"
                        .formatted(file.path(), name, reason)));
  }
}
