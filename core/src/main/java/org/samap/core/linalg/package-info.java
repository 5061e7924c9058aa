/**
 * Truncated singular value decomposition of large, sparse, implicitly centred matrices. Begin with
 * {@link org.samap.core.linalg.CenteredMatrix}, the input, and {@link
 * org.samap.core.linalg.TruncatedSvd}, the method: a space of vectors grows ({@code RitzSpace})
 * until it holds the leading ones, and a small symmetric eigenproblem ({@code SymmetricEigen})
 * finds them there. This package has no threads. It asks for products of the matrix with panels of
 * vectors ({@link org.samap.core.linalg.TallMatrix}) and of panels with each other ({@link
 * org.samap.core.linalg.PanelAlgebra}); an engine implements these two, the CPU engine in {@code
 * engine.cpu.svd}. An engine can also keep the space itself ({@link
 * org.samap.core.linalg.PanelBasis}).
 */
@NullMarked
package org.samap.core.linalg;

import org.jspecify.annotations.NullMarked;
