/**
 * What a finished mapping says. This package holds what its subpackages share: {@link
 * org.samap.core.analysis.CellLabels}, the cell type of every cell; {@link
 * org.samap.core.analysis.MappedGenes}, the genes with their expression, weights and links; {@link
 * org.samap.core.analysis.ExpressedGenes}, which of them the data say anything about; and {@link
 * org.samap.core.analysis.RefinedHomology}, the links before and after the mapping. Then read
 * {@code scores} (which cell types map), {@code genes} (through which genes), {@code confidence}
 * (whether to believe it) and {@code evolution} (what changed between the species). {@code
 * statistics} has the tests that they use.
 */
@NullMarked
package org.samap.core.analysis;

import org.jspecify.annotations.NullMarked;
