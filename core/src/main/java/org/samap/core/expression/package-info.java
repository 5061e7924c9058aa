/**
 * The expression of genes in cells. {@link Expression} is the matrix that every step passes over
 * with a {@link RowCursor}; a {@link RowBlock} carries cells into and out of it. {@link
 * ExpressionStore} decides where a matrix lives: as it is ({@link HeapExpression}) or packed
 * ({@code PackedExpression}, {@code PackedBlock}), in memory or in a file ({@code BlockFile}).
 * {@link ScaledExpression} is the matrix that a decomposition sees; {@link EntryScale}, an {@link
 * EntryFunction}, says how. {@link GeneMoments}, {@link MomentSums} and {@link CountTotals} are
 * sums over cells.
 */
@NullMarked
package org.samap.core.expression;

import org.jspecify.annotations.NullMarked;
