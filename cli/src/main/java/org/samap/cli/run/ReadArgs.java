package org.samap.cli.run;

import java.util.Optional;
import org.samap.core.anndata.formats.GeneNames;
import org.samap.core.anndata.formats.ReadOptions;
import picocli.CommandLine.Option;

/** How a file of another format than AnnData is read. */
final class ReadArgs {
  private static final ReadOptions DEFAULTS = ReadOptions.defaults();

  @Option(
      names = "--genome",
      paramLabel = "NAME",
      description = "The genome whose genes are read, where a 10x file holds several.")
  private Optional<String> genome = DEFAULTS.genome();

  @Option(
      names = "--feature-type",
      paramLabel = "TYPE",
      description = "Type of the features that are read of 10x data (default: Gene Expression).")
  private String featureType = DEFAULTS.featureType();

  @Option(
      names = "--gene-names",
      paramLabel = "HOW",
      description =
          "What genes of 10x, Matrix Market and loom data are called: symbols (those that repeat"
              + " get -1, -2, ...) or ids (default: ${DEFAULT-VALUE}).")
  private GeneNames geneNames = DEFAULTS.geneNames();

  @Option(
      names = "--transpose",
      description =
          "The text table or Matrix Market file has a row for every cell, not for every gene.")
  private boolean transpose;

  @Option(
      names = "--modality",
      paramLabel = "NAME",
      description =
          "The modality that is read, where MuData holds several (default: rna or gex, or the only"
              + " one).")
  private Optional<String> modality = DEFAULTS.modality();

  ReadOptions toOptions() {
    return new ReadOptions(genome, featureType, geneNames, transpose, modality);
  }
}
