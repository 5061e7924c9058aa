package org.samap.cli.finished;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.options.Check;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.Orthologs;
import picocli.CommandLine.Option;

/** Options for a list of orthologs. */
public final class OrthologArgs {
  @Option(
      names = "--orthologs",
      paramLabel = "FILE",
      description =
          "Table of ortholog pairs: two genes, with or without their species (hs_ACTB, mm_Actb), as"
              + " 'samap orthogroups' writes it (default: the best partners by sequence).")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--ignore-unknown",
      description =
          "Ignore ortholog pairs with genes that are not in the data (default: fail on them).")
  private boolean ignoreUnknown;

  /** Fails if there is no such file. */
  public void check() {
    file.ifPresent(f -> Check.file("--orthologs", f));
  }

  /** The list, if one is given. */
  public Optional<Orthologs> read(GeneAxis genes) {
    Orthologs.Unknown unknown =
        ignoreUnknown ? Orthologs.Unknown.PASSED_OVER : Orthologs.Unknown.REFUSED;
    return file.map(f -> Orthologs.read(f, genes, unknown));
  }
}
