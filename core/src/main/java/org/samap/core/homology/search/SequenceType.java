package org.samap.core.homology.search;

/** What the letters of a sequence stand for. */
public enum SequenceType {
  PROTEIN,
  NUCLEOTIDE
}
