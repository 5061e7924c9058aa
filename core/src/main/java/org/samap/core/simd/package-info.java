/**
 * The few inner loops in which nearly all time is spent. {@link Kernels} works on rows of float32;
 * {@link PanelKernels} works on sixteen vectors side by side. Each has two twins, one of vector
 * instructions and one of plain loops, which give the same bits on every processor. {@code
 * KernelChoice} picks one at start.
 */
@NullMarked
package org.samap.core.simd;

import org.jspecify.annotations.NullMarked;
