/**
 * SAM, the self-assembling manifold (Tarashansky et al. 2019, doi:10.7554/eLife.48994). {@link
 * org.samap.core.sam.Preprocessor} turns counts into expression. {@link org.samap.core.sam.Sam}
 * then repeats a PCA of weighted genes ({@code ScaledGenes}), a search of nearest cells and new
 * gene weights ({@code GeneWeights}) until the weights have settled ({@code Settling}). The nearest
 * cells are a {@link org.samap.core.sam.CellGraph}. {@link org.samap.core.sam.MappingLoadings}
 * makes the loadings for the mapping, and {@link org.samap.core.sam.JointWeights} weighs the genes
 * of all species together.
 */
@NullMarked
package org.samap.core.sam;

import org.jspecify.annotations.NullMarked;
