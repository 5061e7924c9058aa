package org.samap.cli.features;

import org.samap.core.anndata.formats.GeneNames;
import picocli.CommandLine.Option;

/** What the genes of an annotation are called. */
final class GeneNameArgs {
  @Option(
      names = "--gene-names",
      paramLabel = "HOW",
      description =
          "What genes are called: symbols (ids where there is none or it repeats) or ids (default:"
              + " ${DEFAULT-VALUE}).")
  private GeneNames names = GeneNames.SYMBOLS;

  GeneNames names() {
    return names;
  }
}
