package org.samap.core.anndata;

import java.util.Locale;

/** The named parts of annotated data. */
public enum Section {
  /** Matrices of the shape of X. */
  LAYERS,
  /** Arrays with a row for every cell. */
  OBSM,
  /** Arrays with a row for every gene. */
  VARM,
  /** Cells x cells. */
  OBSP,
  /** Genes x genes. */
  VARP,
  /** Anything. */
  UNS;

  /** The name in a file. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
