/**
 * Singular value decompositions on the threads of this machine. {@link
 * org.samap.core.engine.cpu.svd.CpuSvd} is the way in; the method is in {@link
 * org.samap.core.linalg}, and what is here are the products it asks for: of sparse rows with panels
 * ({@code SparseOperator}, or {@code TwoWayOperator} where rows and columns are in memory), of a
 * dense Gram matrix ({@code GramMatrix}, {@code GramOperator}; {@code GramCost} tells when it
 * pays), and of panels with each other ({@code CpuPanelAlgebra}).
 */
@NullMarked
package org.samap.core.engine.cpu.svd;

import org.jspecify.annotations.NullMarked;
