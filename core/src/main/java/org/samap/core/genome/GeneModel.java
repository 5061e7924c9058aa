package org.samap.core.genome;

import java.util.List;

/**
 * A gene of an annotation.
 *
 * @param id its id
 * @param symbol its name, empty if it has none
 * @param biotype such as {@code protein_coding}, empty if it is not told
 * @param place where it lies
 * @param exons of all its transcripts, in rising order; no two overlap
 */
public record GeneModel(String id, String symbol, String biotype, Place place, List<Span> exons) {

  public GeneModel {
    exons = List.copyOf(exons);
  }
}
