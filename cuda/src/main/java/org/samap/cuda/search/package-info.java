/**
 * The k nearest rows on devices. {@link org.samap.cuda.search.DeviceNeighbors} chooses between an
 * exact search, which gives the same bits as the CPU's, and one in clusters for many rows.
 *
 * <p>{@code DeviceSearch} is the exact one. It cuts the two sides into pieces that fit a device and
 * compares pairs of pieces ({@code PairSearch}). A piece on a device ({@code SearchSide}) is its
 * rows, their forms for the tensor cores, and a list of candidates for each row. The products of
 * all pairs are computed tile by tile and offered to the lists at once; no matrix of them is
 * stored. The candidates are then ranked by their distances in float64. {@code ProductError} bounds
 * the error of the products. With it most queries prove that no other row can be nearer; the few
 * that cannot are compared with all rows in float64. {@code FoundRows} joins what the pieces found.
 *
 * <p>{@code ClusterSearch} compares queries with the points of their nearest clusters. Clusters are
 * what the CPU's clustered search calls lists, and {@link org.samap.core.neighbors.ListPlanner}
 * makes them for both; here lists are those of candidates. {@code ClusterRanks} finds the nearest
 * clusters, {@code ClusterAssignment} those of the points. {@code ClusterRounds} compares a block
 * of queries with a {@code ClusterPart} of the points. Candidates are ranked and proven as in the
 * exact search ({@code CandidateRanking}).
 *
 * <p>The kernels are in {@code search_forms.cu}, {@code search.cu}, {@code search_lists.cu}, {@code
 * search_coarse.cu} and {@code search_clusters.cu}.
 */
@NullMarked
package org.samap.cuda.search;

import org.jspecify.annotations.NullMarked;
