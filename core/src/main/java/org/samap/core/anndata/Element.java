package org.samap.core.anndata;

/**
 * Anything an AnnData file can hold at a place: an array, a sparse matrix, a table, a column, a
 * mapping of names to elements. Elements read from a file may leave their arrays there: they are
 * readable, from any thread, until the file is closed.
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

  /** The lengths of the axes; none where the element has none. */
  long[] shape();
}
