package org.samap.core.anndata.formats;

/** A choice of {@link ReadOptions} that some formats leave and others do not. */
public enum ReadChoice {
  GENOME,
  FEATURE_TYPE,
  GENE_NAMES,
  MODALITY
}
