/**
 * The k nearest rows on devices, the same bits as the CPU's exact search.
 *
 * <p>{@link org.samap.cuda.search.DeviceSearch} cuts the two sides into pieces that fit a device
 * and compares pairs of pieces ({@code PairSearch}). A piece on a device ({@code SearchSide}) is
 * its rows, their forms for the tensor cores, and a list of candidates for each row. The products
 * of all pairs are computed tile by tile and offered to the lists at once; no matrix of them is
 * stored. The candidates are then ranked by their distances in float64. {@code ProductError} bounds
 * the error of the products. With it most queries prove that no other row can be nearer; the few
 * that cannot are compared with all rows in float64. {@code FoundRows} joins what the pieces found.
 * The kernels are in {@code search_forms.cu}, {@code search.cu} and {@code search_lists.cu}.
 */
@NullMarked
package org.samap.cuda.search;

import org.jspecify.annotations.NullMarked;
