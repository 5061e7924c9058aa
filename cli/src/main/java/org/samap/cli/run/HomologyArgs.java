package org.samap.cli.run;

import org.samap.core.homology.HomologyParams;
import picocli.CommandLine.Option;

/** Options for building the homology graph. */
final class HomologyArgs {
  @Option(
      names = "--evalue",
      paramLabel = "E",
      description = "Leave out hits with an E-value above this (default: ${DEFAULT-VALUE}).")
  private double evalue = HomologyParams.defaults().maxEvalue();

  @Option(
      names = "--no-reciprocal",
      description = "Also link genes that only one of the two searches found.")
  private boolean noReciprocal;

  HomologyParams toParams() {
    return HomologyParams.defaults().withMaxEvalue(evalue).withReciprocal(!noReciprocal);
  }
}
