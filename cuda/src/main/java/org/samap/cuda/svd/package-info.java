/**
 * Singular vectors on a device. {@link org.samap.cuda.svd.DeviceSvd} runs core's {@link
 * org.samap.core.linalg.TruncatedSvd} with products and a basis on the device: {@code SlabMaker}
 * makes the sparse matrix of scaled values in {@code Slab}s of cells, {@code CenteredCells}
 * multiplies it with panels, each device its {@code CellShare}, and {@code DeviceBasis} holds the
 * vectors found so far. Small eigenproblems stay on the CPU. The kernels are in {@code svd.cu}.
 */
@NullMarked
package org.samap.cuda.svd;

import org.jspecify.annotations.NullMarked;
