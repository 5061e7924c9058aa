package org.samap.core.linalg;

import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;

/**
 * The leading part of a singular value decomposition A = U S V^T of a cells x genes matrix. The
 * entry of largest absolute value of each column of U (the first of equals) is positive. Components
 * beyond the rank of A have singular value 0 and zero columns.
 *
 * @param scores U S, the cells' coordinates along the components: cells x components
 * @param singularValues the diagonal of S, falling
 * @param right V, genes x components
 */
public record Svd(CellMatrix scores, double[] singularValues, FloatMatrix right) {}
