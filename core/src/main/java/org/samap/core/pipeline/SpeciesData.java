package org.samap.core.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.counts.CellChoice;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.counts.JoinedCounts;
import org.samap.core.anndata.counts.JoinedGenes;
import org.samap.core.anndata.counts.JoinedObs;
import org.samap.core.anndata.counts.MatrixSize;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** The open files of a species. */
final class SpeciesData implements AutoCloseable {
  /** Loading the counts of a file tells which of its columns are left out. */
  private static final Progress TOLD_LATER = Progress.silent();

  private final SpeciesInput input;
  private final List<DataFile> files;

  private SpeciesData(SpeciesInput input, List<DataFile> files) {
    this.input = input;
    this.files = files;
  }

  /**
   * @throws InputException if a file is missing, damaged or of a format that is not read, or all
   *     are of formats that tell which axis the cells are, so that transposing means nothing
   */
  static SpeciesData open(SpeciesInput input) {
    SpeciesData data = new SpeciesData(input, new ArrayList<>());
    try {
      input.files().paths().forEach(p -> data.files.add(DataFiles.open(p, input.reading())));
      data.requireAnAxisToChoose();
      return data;
    } catch (RuntimeException | Error e) {
      data.close();
      throw e;
    }
  }

  private void requireAnAxisToChoose() {
    if (input.reading().transpose() && files.stream().noneMatch(DataFile::canBeTransposed)) {
      throw InputException.about(
          "transpose",
          "%s: its format tells which axis the cells are, so transpose has no effect; leave it out, or write the file with a row for every cell"
              .formatted(input.files().text()));
    }
  }

  List<DataFile> files() {
    return files;
  }

  /** The only file, if it holds a finished SAM result. */
  Optional<DataFile> finished() {
    return Optional.of(files.getFirst())
        .filter(file -> files.size() == 1 && SamFile.isFinished(file.data()));
  }

  /** The table of all cells. */
  DataFrame obs() {
    return files.size() == 1
        ? files.getFirst().data().obs()
        : JoinedObs.of(
            files.stream().map(file -> CountsLoader.obs(file, TOLD_LATER)).toList(),
            input.files().samples());
  }

  /**
   * The genes that {@link #load} will (first) use, from the headers.
   *
   * @throws InputException if several files have none in common
   */
  List<String> genes(Optional<String> matrix) {
    List<List<String>> genes = genesOf(matrix);
    return files.size() == 1
        ? genes.getFirst()
        : JoinedGenes.of(files, genes, input.files().genes(), input.files().versions());
  }

  /** What joins more genes of several files, from the headers. */
  Optional<String> remedy(Optional<String> matrix) {
    return files.size() == 1
        ? Optional.empty()
        : JoinedGenes.remedy(files, genesOf(matrix), input.files().versions());
  }

  private List<List<String>> genesOf(Optional<String> matrix) {
    return files.stream().map(file -> CountsLoader.genes(file, matrix)).toList();
  }

  /** The sizes of the matrices that {@link #load} will (first) read, from the headers. */
  List<MatrixSize> sizes(Optional<String> matrix) {
    return files.stream().map(file -> CountsLoader.measure(file, matrix)).toList();
  }

  Counts load(ExpressionStore store, long seed, Workers workers, Progress progress) {
    DataFrame obs = obs();
    CellChoice cells = new CellChoice(input.cells(), input.draw(obs, seed));
    return files.size() == 1
        ? CountsLoader.load(files.getFirst(), input.layer(), cells, store, workers, progress)
        : JoinedCounts.load(
            new JoinedCounts.Parts(
                files, obs, input.layer(), input.files().genes(), input.files().versions()),
            cells,
            store,
            workers,
            progress);
  }

  @Override
  public void close() {
    files.forEach(DataFile::close);
  }
}
