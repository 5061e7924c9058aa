package org.samap.core.expression;

/**
 * Some genes of an expression matrix, their values scaled: the matrix that a decomposition sees. It
 * is as sparse as the expression; the decomposition centres its columns.
 *
 * @param x cells x genes
 * @param genes rising; gene {@code genes[c]} is column c
 * @param scale how the values of each column are scaled
 */
public record ScaledExpression(Expression x, int[] genes, EntryScale scale) {}
