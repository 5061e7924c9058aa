/**
 * From an AnnData file to the counts of a species. {@link
 * org.samap.core.anndata.counts.CountsLoader} chooses the matrix that holds counts, makes names
 * unique, checks the values and returns {@link org.samap.core.anndata.counts.Counts}; {@code
 * ExpressionReader} turns compressed rows, compressed columns and dense rows into expression, slice
 * by slice. {@link org.samap.core.anndata.counts.MatrixSize} says in advance how large it will be.
 */
@NullMarked
package org.samap.core.anndata.counts;

import org.jspecify.annotations.NullMarked;
