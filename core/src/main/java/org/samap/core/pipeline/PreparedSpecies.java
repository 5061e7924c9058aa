package org.samap.core.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.mapping.MappedSpecies;

/**
 * A species with its SAM result.
 *
 * @param id its id
 * @param obs its cells
 * @param genes the names of its genes
 * @param mapped the input of the mapping
 * @param clusters the name of each cell's cluster
 * @param labels the labels that are scored
 * @param recall the share of the true nearest cells that was found, measured on a sample; empty if
 *     the file held the graph
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
   * A species together with its SAM result in the form of a file.
   *
   * @param annotated the content to write, not needed afterwards
   * @param source the open file from which parts of the content are read while they are written
   */
  public record WithFile(PreparedSpecies species, AnnData annotated, Optional<DataFile> source)
      implements AutoCloseable {

    static WithFile inMemory(PreparedSpecies species, AnnData annotated) {
      return new WithFile(species, annotated, Optional.empty());
    }

    /** Closes the source; the species stays usable. */
    @Override
    public void close() {
      source.ifPresent(DataFile::close);
    }
  }
}
