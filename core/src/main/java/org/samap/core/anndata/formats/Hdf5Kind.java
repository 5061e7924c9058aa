package org.samap.core.anndata.formats;

import java.util.Set;
import org.samap.core.anndata.hdf5.reader.StoredGroup;
import org.samap.core.anndata.hdf5.reader.StoredNode;

/** What an HDF5 file holds, as the names of its members tell. */
enum Hdf5Kind {
  ANNDATA("AnnData"),
  MUDATA("MuData"),
  LOOM("a loom file"),
  /** One matrix, of features of several types. */
  TENX_MATRIX("a 10x Genomics HDF5 file"),
  /** A matrix for every genome. */
  TENX_GENOMES("a 10x Genomics HDF5 file"),
  OTHER("an HDF5 file");

  private final String text;

  Hdf5Kind(String text) {
    this.text = text;
  }

  static Hdf5Kind of(StoredGroup root) {
    Set<String> names = root.names();
    if (names.contains("mod") && root.member("mod").orElse(null) instanceof StoredGroup) {
      return MUDATA;
    }
    if (names.contains("obs") && names.contains("var")) {
      return ANNDATA;
    }
    if (names.contains("matrix") && names.contains("row_attrs")) {
      return LOOM;
    }
    if (root.member("matrix").filter(Hdf5Kind::isTenX).isPresent()) {
      return TENX_MATRIX;
    }
    return names.stream().anyMatch(n -> root.member(n).filter(Hdf5Kind::isTenX).isPresent())
        ? TENX_GENOMES
        : OTHER;
  }

  /** Whether a member of the root is a matrix of 10x Genomics. */
  static boolean isTenX(StoredNode node) {
    return node instanceof StoredGroup g
        && g.names().containsAll(Set.of("barcodes", "indptr", "shape"));
  }

  /** What can be chosen of it. */
  Set<ReadChoice> choices() {
    return switch (this) {
      case ANNDATA, OTHER -> Set.of();
      case MUDATA -> Set.of(ReadChoice.MODALITY);
      case LOOM -> Set.of(ReadChoice.GENE_NAMES);
      case TENX_MATRIX -> Set.of(ReadChoice.GENOME, ReadChoice.FEATURE_TYPE, ReadChoice.GENE_NAMES);
      case TENX_GENOMES -> Set.of(ReadChoice.GENOME, ReadChoice.GENE_NAMES);
    };
  }

  /** Its name in a message. */
  @Override
  public String toString() {
    return text;
  }
}
