/**
 * The engine that runs on NVIDIA GPUs. {@link org.samap.cuda.CudaEngine} is the list of what a GPU
 * does; what it does not do itself it leaves to the CPU engine, which is also its oracle. The rooms
 * below are {@link org.samap.cuda.driver}, the driver's functions, {@link org.samap.cuda.device},
 * devices with memory, streams and kernels, {@link org.samap.cuda.expression}, expression on
 * devices, {@link org.samap.cuda.products}, its products with matrices of genes, and {@link
 * org.samap.cuda.svd}, its singular vectors.
 */
@NullMarked
package org.samap.cuda;

import org.jspecify.annotations.NullMarked;
