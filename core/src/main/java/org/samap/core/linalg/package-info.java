/**
 * Truncated singular value decomposition of large, sparse, implicitly centred matrices. Begin with
 * {@link org.samap.core.linalg.CenteredMatrix}, which is decomposed, and {@link
 * org.samap.core.linalg.TruncatedSvd}, which tells how: a space of vectors grows ({@code
 * RitzSpace}) until it holds the leading ones, and a small symmetric eigenproblem ({@code
 * SymmetricEigen}) finds them there. All of it is mathematics that asks for products: of the matrix
 * with panels of vectors ({@link org.samap.core.linalg.TallMatrix}), and of panels with each other
 * ({@link org.samap.core.linalg.PanelAlgebra}). Whoever has threads or a device implements these
 * two; the CPU's are in {@code engine.cpu.svd}.
 */
@NullMarked
package org.samap.core.linalg;

import org.jspecify.annotations.NullMarked;
