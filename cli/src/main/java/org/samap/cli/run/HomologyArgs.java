package org.samap.cli.run;

import java.util.List;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.graph.Hsps;
import org.samap.core.homology.graph.NameFix;
import org.samap.core.pipeline.SpeciesInput;
import picocli.CommandLine.Option;

/** Options for building the homology graph. */
public final class HomologyArgs {
  @Option(
      names = "--evalue",
      paramLabel = "E",
      description = "Leave out hits with an E-value above this (default: ${DEFAULT-VALUE}).")
  private double evalue = HomologyParams.defaults().maxEvalue();

  @Option(
      names = "--no-reciprocal",
      description = "Also link genes that only one of the two searches found.")
  private boolean noReciprocal;

  @Option(
      names = "--hsps",
      paramLabel = "WHICH",
      description =
          "What counts of several rows on the same two genes: last (as in the published program) or"
              + " best, the largest bit score (default: ${DEFAULT-VALUE}).")
  private Hsps hsps = HomologyParams.defaults().hsps();

  @Option(
      names = "--fix-names",
      paramLabel = "HOW",
      description =
          "Where few names of the tables are those of the data, or Ensembl ids of several files of"
              + " a species differ in their versions: none (tell what would match more), or auto"
              + " (also change them so) (default: ${DEFAULT-VALUE}).")
  private NameFix nameFix = HomologyParams.defaults().nameFix();

  /** The species, the genes of whose files are joined by names that are changed or not. */
  public List<SpeciesInput> joined(List<SpeciesInput> species) {
    return species.stream()
        .map(input -> input.withFiles(input.files().withNameFix(nameFix)))
        .toList();
  }

  public HomologyParams toParams() {
    return HomologyParams.defaults()
        .withMaxEvalue(evalue)
        .withReciprocal(!noReciprocal)
        .withHsps(hsps)
        .withNameFix(nameFix);
  }
}
