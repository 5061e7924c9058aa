package org.samap.core.anndata.formats;

import java.util.List;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Values;

/** What genes are called where a file has two names for each. */
public enum GeneNames {
  /** Such as CD3E; the ids are kept in {@code var['gene_ids']}. */
  SYMBOLS,
  /** Such as ENSG00000198851; the symbols are kept in {@code var['gene_symbols']}. */
  IDS;

  /** A table of genes by these names, with the other names in a column. */
  DataFrame table(String[] ids, String[] symbols) {
    return this == SYMBOLS
        ? named(symbols).with("gene_ids", Values.of(ids))
        : named(ids).with("gene_symbols", Values.of(symbols));
  }

  private static DataFrame named(String[] names) {
    return DataFrame.of(List.of(names));
  }
}
