/**
 * Singular value decompositions on the threads of this machine. Start at {@link
 * org.samap.core.engine.cpu.svd.CpuSvd}. The method is in {@link org.samap.core.linalg}; this
 * package computes the products that it asks for. {@code CpuTallMatrix} chooses how to multiply:
 * with sparse rows ({@code SparseOperator}), with rows and columns if both are in memory ({@code
 * TwoWayOperator}, {@code Transpose}), or with a dense Gram matrix ({@code GramMatrix}, {@code
 * GramOperator}) if {@code GramCost} says that it pays. {@code CpuPanelAlgebra} multiplies panels
 * with each other.
 */
@NullMarked
package org.samap.core.engine.cpu.svd;

import org.jspecify.annotations.NullMarked;
