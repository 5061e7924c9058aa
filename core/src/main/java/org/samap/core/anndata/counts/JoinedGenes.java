package org.samap.core.anndata.counts;

import java.util.List;
import java.util.Optional;
import org.samap.core.anndata.DataFile;
import org.samap.core.run.InputException;

/** The genes of several files of one species, as their headers name them. */
public final class JoinedGenes {
  /** The parameter that decides whether versions count. */
  private static final String FIX = "fix-names";

  private JoinedGenes() {}

  /**
   * The genes that are used of several files.
   *
   * @param genesOf those of each file
   * @param versions which of their names are one gene
   * @throws InputException if the files have none in common
   */
  public static List<String> of(
      List<DataFile> files, List<List<String>> genesOf, GeneJoin join, GeneVersions versions) {
    if (versions.common(genesOf) == 0) {
      remedy(files, genesOf, versions)
          .ifPresent(
              remedy -> {
                throw InputException.about(FIX, remedy);
              });
      throw new InputException(
          "%s have no gene in common (%s, %s); give files with names of one kind"
              .formatted(origin(files), first(genesOf.getFirst()), first(genesOf.getLast())));
    }
    return join.of(versions.names(genesOf));
  }

  /**
   * What joins more genes, if some names differ only in versions.
   *
   * @param genesOf the genes of each file
   * @param versions which of their names are one gene
   */
  public static Optional<String> remedy(
      List<DataFile> files, List<List<String>> genesOf, GeneVersions versions) {
    int now = versions.common(genesOf);
    int most = GeneVersions.IGNORED.common(genesOf);
    return most <= now
        ? Optional.empty()
        : Optional.of(
            "%s have %,d genes in common, but %,d without the versions of Ensembl ids; %s auto joins them so"
                .formatted(origin(files), now, most, FIX));
  }

  private static String first(List<String> genes) {
    return genes.isEmpty() ? "none" : genes.getFirst();
  }

  /** The files, for messages. */
  static String origin(List<DataFile> files) {
    return "%s and %d more".formatted(files.getFirst().path(), files.size() - 1);
  }
}
