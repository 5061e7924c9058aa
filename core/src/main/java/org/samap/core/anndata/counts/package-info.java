/**
 * From an AnnData file to the counts of a species. {@link
 * org.samap.core.anndata.counts.CountsLoader} chooses the matrix that holds counts ({@code
 * Candidates}), makes names unique, checks the values and returns {@link
 * org.samap.core.anndata.counts.Counts}; {@code ExpressionReader} turns compressed rows, compressed
 * columns and dense rows into expression, slice by slice. {@link
 * org.samap.core.anndata.counts.MatrixSize} says in advance how large it will be.
 *
 * <p>{@link org.samap.core.anndata.counts.CellFilter} and {@link
 * org.samap.core.anndata.counts.CellDraw} say which cells are used. {@link
 * org.samap.core.anndata.counts.JoinedCounts} puts several files of a species together, and {@link
 * org.samap.core.anndata.counts.JoinedObs} their tables of cells.
 */
@NullMarked
package org.samap.core.anndata.counts;

import org.jspecify.annotations.NullMarked;
