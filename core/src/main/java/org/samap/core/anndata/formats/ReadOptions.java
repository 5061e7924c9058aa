package org.samap.core.anndata.formats;

import java.util.Optional;

/**
 * Choices that some formats leave. Each concerns the formats that it names and no other.
 *
 * @param genome the genome whose genes are read, of a 10x file that holds several
 * @param featureType the type of features that are read, of 10x data
 * @param geneNames which of the two names of a gene, of 10x, Matrix Market and loom data
 * @param transpose whether a text table or a Matrix Market file has a row for every cell, not for
 *     every gene
 * @param modality the modality of MuData that is read; that of gene expression, or the only one, if
 *     none is named
 */
public record ReadOptions(
    Optional<String> genome,
    String featureType,
    GeneNames geneNames,
    boolean transpose,
    Optional<String> modality) {
  private static final ReadOptions DEFAULTS =
      new ReadOptions(
          Optional.empty(), "Gene Expression", GeneNames.SYMBOLS, false, Optional.empty());

  /** Gene expression, genes by their symbols, genes x cells. */
  public static ReadOptions defaults() {
    return DEFAULTS;
  }

  public ReadOptions withGenome(String name) {
    return new ReadOptions(Optional.of(name), featureType, geneNames, transpose, modality);
  }

  public ReadOptions withFeatureType(String type) {
    return new ReadOptions(genome, type, geneNames, transpose, modality);
  }

  public ReadOptions withGeneNames(GeneNames names) {
    return new ReadOptions(genome, featureType, names, transpose, modality);
  }

  public ReadOptions withTranspose(boolean rowsAreCells) {
    return new ReadOptions(genome, featureType, geneNames, rowsAreCells, modality);
  }

  public ReadOptions withModality(String name) {
    return new ReadOptions(genome, featureType, geneNames, transpose, Optional.of(name));
  }
}
