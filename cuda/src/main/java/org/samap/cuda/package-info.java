/**
 * The engine that runs on NVIDIA GPUs. {@link org.samap.cuda.CudaEngine} is the list of what a GPU
 * does; what it does not do itself it leaves to the CPU engine, which is also its oracle.
 *
 * <p>Three rooms are what the others stand on: {@link org.samap.cuda.driver}, the driver's
 * functions, {@link org.samap.cuda.device}, devices with memory, streams and kernels, and {@link
 * org.samap.cuda.expression}, expression on devices. Then there is a room for each kind of work, in
 * the order of a mapping: {@link org.samap.cuda.svd}, singular vectors, {@link
 * org.samap.cuda.products}, products of expression with matrices of genes, {@link
 * org.samap.cuda.search}, the nearest cells, {@link org.samap.cuda.mutual}, neighbourhoods and
 * mutual edges, {@link org.samap.cuda.links}, the agreement of linked genes, and {@link
 * org.samap.cuda.layout}, UMAP. Each room names its kernels, which are in {@code src/main/cuda}.
 */
@NullMarked
package org.samap.cuda;

import org.jspecify.annotations.NullMarked;
