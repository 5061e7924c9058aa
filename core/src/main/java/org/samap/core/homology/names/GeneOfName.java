package org.samap.core.homology.names;

/**
 * Which gene a sequence belongs to.
 *
 * @param name the sequence, as tables call it
 * @param gene the gene, as the data call it
 */
public record GeneOfName(String name, String gene) {}
