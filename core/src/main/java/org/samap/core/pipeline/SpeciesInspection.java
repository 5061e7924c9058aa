package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.List;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.counts.GeneJoin;
import org.samap.core.anndata.counts.GeneVersions;
import org.samap.core.anndata.counts.MatrixReport;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.Workers;

/**
 * What the files of a species hold, as a run would see them.
 *
 * @param input the species
 * @param files one for each file
 */
public record SpeciesInspection(SpeciesInput input, List<InFile> files) {

  /**
   * What a file holds.
   *
   * @param file its path
   * @param notes how it is read
   * @param cells how many there are
   * @param matrices what can hold counts, the one that a run takes first
   * @param finished whether it holds a finished SAM result, which a run takes as it is
   */
  public record InFile(
      Path file, List<String> notes, int cells, List<MatrixReport> matrices, boolean finished) {

    public InFile {
      notes = List.copyOf(notes);
      matrices = List.copyOf(matrices);
    }

    /** The genes of the matrix that a run takes. */
    public List<String> genes() {
      return matrices.getFirst().genes();
    }
  }

  public SpeciesInspection {
    files = List.copyOf(files);
  }

  /**
   * Reads each matrix of the files once.
   *
   * @throws org.samap.core.run.InputException if a file cannot be read
   */
  public static SpeciesInspection of(SpeciesInput input, ExpressionStore store, Workers workers) {
    try (SpeciesData data = SpeciesData.open(input)) {
      return new SpeciesInspection(
          input, data.files().stream().map(file -> inspect(file, input, store, workers)).toList());
    }
  }

  private static InFile inspect(
      DataFile file, SpeciesInput input, ExpressionStore store, Workers workers) {
    return new InFile(
        file.path(),
        file.notes(input.layer()),
        file.data().obs().rows(),
        CountsLoader.inspect(file, input.layer(), input.cells(), store, workers),
        SamFile.isFinished(file.data()));
  }

  public int cells() {
    return files.stream().mapToInt(InFile::cells).sum();
  }

  /** The genes that a run uses. */
  public List<String> genes() {
    return genes(input.files().genes());
  }

  /** The genes of all files, by the names that a run joins. */
  public List<String> genes(GeneJoin join) {
    return genes(join, input.files().versions());
  }

  /** The genes of all files, whose versions count or not. */
  public List<String> genes(GeneJoin join, GeneVersions versions) {
    return join.of(versions.names(files.stream().map(InFile::genes).toList()));
  }
}
