package org.samap.core.linalg;

import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;

/**
 * The leading part of a singular value decomposition A = U S V^T of a cells x genes matrix. In each
 * column of U, the entry of largest absolute value (the first of equal ones) is positive.
 * Components beyond the rank of A have singular value 0 and zero columns.
 *
 * @param scores U S, the coordinates of the cells along the components: cells x components
 * @param singularValues the diagonal of S, descending
 * @param right V, genes x components
 */
public record Svd(CellMatrix scores, double[] singularValues, FloatMatrix right) {}
