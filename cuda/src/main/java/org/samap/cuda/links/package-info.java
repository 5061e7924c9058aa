/**
 * How well the expression of linked genes agrees on the stitched graph (SPEC 6), on devices. {@link
 * org.samap.cuda.links.LinkAgreement} is the way in. Linked genes are numbered densely ({@code
 * LinkedGenes}). Both ways to compare them smooth the rows of cells ({@code CellRows}) over a part
 * of the graph ({@code SmoothingGraph}). Pearson's correlation is one pass over the cells: {@code
 * PearsonDevice} adds up a segment of cells, {@code PearsonSums} joins segments. Chatterjee's
 * coefficient needs the order of whole columns: {@code SortedColumns} makes and sorts tiles of
 * genes, {@code XiDevice} compares them. The kernels are in {@code links.cu} and {@code
 * link_ranks.cu}.
 */
@NullMarked
package org.samap.cuda.links;

import org.jspecify.annotations.NullMarked;
