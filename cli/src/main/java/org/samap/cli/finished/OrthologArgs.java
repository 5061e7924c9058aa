package org.samap.cli.finished;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.options.Check;
import org.samap.core.homology.GeneAxis;
import org.samap.core.homology.Orthologs;
import picocli.CommandLine.Option;

/** A list of orthologs. */
public final class OrthologArgs {
  @Option(
      names = "--orthologs",
      paramLabel = "FILE",
      description =
          "Ortholog pairs: two tab-separated columns of genes with their species (hs_ACTB, tab,"
              + " mm_Actb), such as 'samap orthogroups' writes (default: the best by sequence).")
  Optional<Path> file = Optional.empty();

  @Option(
      names = "--ignore-unknown",
      description =
          "Pass over ortholog pairs of genes that the data does not have (default: they are a"
              + " mistake).")
  boolean ignoreUnknown;

  public Choice toChoice() {
    return new Choice(
        file.map(f -> Check.file("--orthologs", f)),
        ignoreUnknown ? Orthologs.Unknown.PASSED_OVER : Orthologs.Unknown.REFUSED);
  }

  /**
   * Where orthologs come from.
   *
   * @param file the list, if there is one
   * @param unknown what is done with unknown genes in it
   */
  public record Choice(Optional<Path> file, Orthologs.Unknown unknown) {
    public Optional<Orthologs> read(GeneAxis genes) {
      return file.map(f -> Orthologs.read(f, genes, unknown));
    }
  }
}
