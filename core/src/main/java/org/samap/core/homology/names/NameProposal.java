package org.samap.core.homology.names;

import java.util.List;
import java.util.Locale;

/**
 * The best way found to match the names of sequences with those of the data.
 *
 * @param scores the best transform of each field that hits a gene, best first; always one of the
 *     names as they are
 * @param dataGenes how many genes the data has
 * @param sequences how many sequences there are
 * @param pairs the gene of each sequence that hits one with the best transform
 * @param onlyInData a few genes of the data that it misses
 * @param onlyInSequences a few sequences that it finds no gene for
 */
public record NameProposal(
    List<NameScore> scores,
    int dataGenes,
    int sequences,
    List<GeneOfName> pairs,
    List<String> onlyInData,
    List<String> onlyInSequences) {

  public NameProposal {
    scores = List.copyOf(scores);
    pairs = List.copyOf(pairs);
    onlyInData = List.copyOf(onlyInData);
    onlyInSequences = List.copyOf(onlyInSequences);
  }

  /** The transform that hits the most genes. */
  public NameScore best() {
    return scores.getFirst();
  }

  /** The names as they are. */
  public NameScore none() {
    return scores.stream().filter(s -> s.transform().isNone()).findFirst().orElseThrow();
  }

  /** Whether a transform hits more genes than the names as they are. */
  public boolean helps() {
    return best().genes() > none().genes();
  }

  /** For people: what matches how many. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "taking %s, %d genes match instead of %d",
        best().transform().text(),
        best().genes(),
        none().genes());
  }
}
