package org.samap.cli.run;

import org.samap.core.homology.HomologyParams;
import picocli.CommandLine.Option;

/** From tables to a graph of genes. */
final class HomologyArgs {
  @Option(
      names = "--evalue",
      paramLabel = "E",
      description = "Leave out hits with a larger E-value (default: ${DEFAULT-VALUE}).")
  private double evalue = HomologyParams.defaults().maxEvalue();

  @Option(
      names = "--no-reciprocal",
      description = "Also link genes that were found in one direction only.")
  private boolean noReciprocal;

  HomologyParams toParams() {
    return HomologyParams.defaults().withMaxEvalue(evalue).withReciprocal(!noReciprocal);
  }
}
