package org.samap.core.anndata;

/**
 * The data before genes were chosen: same cells, genes of its own.
 *
 * @param x cells x genes
 * @param var a row for every gene
 * @param varm arrays with a row for every gene
 */
public record Raw(Element x, DataFrame var, ElementMap varm) {}
