/**
 * Products of expression with matrices of genes on devices: projection ({@link
 * org.samap.cuda.products.CellProjection}), the moments of translated expression ({@link
 * org.samap.cuda.products.TranslatedMoments}) and those of the averages of neighbours ({@link
 * org.samap.cuda.products.NeighborMoments}). The kernels are in {@code products.cu}.
 */
@NullMarked
package org.samap.cuda.products;

import org.jspecify.annotations.NullMarked;
