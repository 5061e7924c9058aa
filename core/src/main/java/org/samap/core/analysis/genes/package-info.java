/**
 * The genes behind a mapping. {@link org.samap.core.analysis.genes.Markers} finds the genes of each
 * cell type, {@link org.samap.core.analysis.genes.GenePairs} the pairs of homologs through which
 * two types map to each other. From there two ways lead on: {@link
 * org.samap.core.analysis.genes.Enrichment} asks which functions these genes share, and {@link
 * org.samap.core.analysis.genes.GeneModules} with {@link
 * org.samap.core.analysis.genes.ModuleShares} how many programs of genes a mapping rests on.
 */
@NullMarked
package org.samap.core.analysis.genes;

import org.jspecify.annotations.NullMarked;
