package org.samap.core.expression;

/**
 * Some genes of an expression matrix, their values scaled: the matrix that a decomposition sees. It
 * is as sparse as the expression, and its columns count as centred.
 *
 * @param x cells x genes
 * @param genes rising; gene {@code genes[c]} is column c
 * @param scale what becomes of the values of each column
 */
public record ScaledExpression(Expression x, int[] genes, EntryScale scale) {}
