package org.samap.cuda.links;

/**
 * Sums over the cells of a segment.
 *
 * @param mean for each linked gene the mean of y
 * @param squares for each linked gene the sum of squares of y about the mean
 * @param products for each edge the sum of products of its genes' y about their means; undefined
 *     for edges of other species
 */
record SegmentSums(Segment segment, double[] mean, double[] squares, double[] products) {}
