package org.samap.core.anndata;

/**
 * Anything that an AnnData file can hold at a place: an array, a sparse matrix, a table, a column,
 * a mapping of names to elements. Elements of a file can leave their arrays there; these can be
 * read, from any thread, until the file is closed.
 */
public sealed interface Element
    permits DenseArray,
        SparseArray,
        BlockMatrix,
        DataFrame,
        Categorical,
        NullableArray,
        RecordArray,
        ElementMap,
        NullElement,
        Unreadable {

  /** The lengths of the axes; empty if the element has none. */
  long[] shape();
}
