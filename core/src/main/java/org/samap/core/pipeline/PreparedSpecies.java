package org.samap.core.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.mapping.MappedSpecies;

/**
 * A species with its SAM result.
 *
 * @param id its name
 * @param obs its cells
 * @param genes the names of its genes
 * @param mapped what the mapping needs of it
 * @param clusters the cluster of each cell, by name
 * @param labels what scores are made for
 * @param recall the share of the true nearest cells that was found, of a sample; empty if the file
 *     held them
 */
public record PreparedSpecies(
    String id,
    DataFrame obs,
    List<String> genes,
    MappedSpecies mapped,
    List<String> clusters,
    List<String> labels,
    OptionalDouble recall) {

  /**
   * A species and its SAM result as a file holds it.
   *
   * @param annotated what is written, and not needed any more after that
   * @param source the open file in which parts of it lie that are read as they are written
   */
  public record WithFile(PreparedSpecies species, AnnData annotated, Optional<AnnDataFile> source)
      implements AutoCloseable {

    static WithFile inMemory(PreparedSpecies species, AnnData annotated) {
      return new WithFile(species, annotated, Optional.empty());
    }

    /** Closes the source; the species can be used further. */
    @Override
    public void close() {
      source.ifPresent(AnnDataFile::close);
    }
  }
}
