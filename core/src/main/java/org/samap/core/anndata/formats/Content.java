package org.samap.core.anndata.formats;

/**
 * What a file or a folder holds, as its content tells.
 *
 * @see ContentSniffer
 */
enum Content {
  HDF5,
  ZARR,
  MATRIX_MARKET,
  MATRIX_FOLDER,
  TEXT,
  SOMA(
      "TileDB-SOMA", "export it to .h5ad in Python: tiledbsoma.io.to_h5ad(experiment, other, ...)"),
  R(
      "an R object (Seurat or SingleCellExperiment, .rds or .RData)",
      "convert it through anndataR: anndataR::write_h5ad(readRDS(path), other)"),
  FASTA(
      "a file of sequences (FASTA)",
      "give the cells here; sequences are for making tables and names"),
  EXCEL("an Excel workbook", "save its sheet as tab-delimited text"),
  PACKED_HDF5("an HDF5 file compressed with gzip", "unpack it with gunzip"),
  TAR("a tar archive", "unpack it with tar -xf"),
  ZIP("a zip archive", "unpack it with unzip"),
  BZIP2("compressed with bzip2", "unpack it with bunzip2"),
  XZ("compressed with xz", "unpack it with unxz"),
  ZSTD("compressed with zstd", "unpack it with unzstd"),
  EMPTY("empty", "copy or create it again"),
  EMPTY_FOLDER(
      "a folder without cells in a known format",
      "give the file itself, or a 10x folder; a folder of search tables belongs to maps"),
  UNKNOWN("of an unknown format", "convert it to .h5ad");

  private final String text;
  private final String remedy;

  Content() {
    this("", "");
  }

  /**
   * One that is not read.
   *
   * @param text what it is, for a message
   * @param remedy what to do
   */
  Content(String text, String remedy) {
    this.text = text;
    this.remedy = remedy;
  }

  /** What it is, and what to do about it. */
  String advice() {
    return "is " + text + ", which is not read; " + remedy;
  }
}
