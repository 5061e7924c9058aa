/**
 * The operations of {@link org.samap.core.engine.Engine} on the threads of this machine. {@link
 * org.samap.core.engine.cpu.CpuEngine} has one line for each operation; follow a line to the class
 * that does the work. The largest part is the mutual edges: {@code CpuJoinedCells} puts similar
 * cells side by side ({@code CellOrder}), {@code Neighborhoods} collects the cells around each
 * ({@code BreadthFirst}, {@code Walks}, {@code SameCluster}), {@code Holders} inverts these, and
 * {@code MutualGraph} combines them, block by block ({@code MutualTiles}, {@code EdgeCut}). {@code
 * StitchedGraph} then joins all edges, and {@code PearsonAgreement} or {@code XiAgreement} compares
 * linked genes on that graph. Decompositions are in {@code svd}.
 */
@NullMarked
package org.samap.core.engine.cpu;

import org.jspecify.annotations.NullMarked;
