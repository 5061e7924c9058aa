/**
 * Peaks of open chromatin (ATAC) as features of a mapping. There are two ways from peaks to genes,
 * and both begin with {@link org.samap.core.homology.graph.FeatureLinks} from peaks to the genes of
 * their own species:
 *
 * <ul>
 *   <li>{@link org.samap.core.peaks.GeneActivity} adds up the peaks of each gene. The result is
 *       ordinary data of genes, which maps with any search tables. This is the way for most.
 *   <li>{@link org.samap.core.homology.graph.FeatureLinks} and the links from these genes to those
 *       of another species together link peaks to genes, or peaks to peaks. Then every peak keeps
 *       its own weight and its own place in the refinement of the links.
 * </ul>
 *
 * <p>Links come from distances ({@link org.samap.core.peaks.PeakLinker} by a {@link
 * org.samap.core.peaks.LinkRule}), from peaks that open together ({@link
 * org.samap.core.peaks.CoAccessibility}), or from a table of the user.
 */
@NullMarked
package org.samap.core.peaks;

import org.jspecify.annotations.NullMarked;
