package org.samap.core.mapping;

import org.samap.core.matrix.SparseMatrix;

/**
 * The result of one iteration.
 *
 * @param links the weights of the gene links that the iteration used
 * @param alignment the mean alignment score of each ordered pair of species
 * @param recall the share of the true nearest cells of other species that was found, measured on a
 *     sample
 */
public record Iteration(SparseMatrix links, double[][] alignment, double recall) {}
