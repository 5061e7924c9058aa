package org.samap.core.mapping;

import org.samap.core.matrix.SparseMatrix;

/**
 * What one iteration found.
 *
 * @param links the weights of the gene links that it was made with
 * @param alignment the mean alignment score of each ordered pair of species
 * @param recall the share of the true nearest cells of other species that was found, of a sample
 */
public record Iteration(SparseMatrix links, double[][] alignment, double recall) {}
