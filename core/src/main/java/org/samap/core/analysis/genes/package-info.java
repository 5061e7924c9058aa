/**
 * The genes behind a mapping. {@link org.samap.core.analysis.genes.Markers} finds the genes that
 * mark each cell type. {@link org.samap.core.analysis.genes.GenePairs} finds the homologs through
 * which two types map to each other. From there two ways lead on: {@link
 * org.samap.core.analysis.genes.Enrichment} asks which functions these genes share; {@link
 * org.samap.core.analysis.genes.GeneModules} and {@link org.samap.core.analysis.genes.ModuleShares}
 * tell how many gene programs a mapping rests on.
 */
@NullMarked
package org.samap.core.analysis.genes;

import org.jspecify.annotations.NullMarked;
