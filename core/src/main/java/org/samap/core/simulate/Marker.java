package org.samap.core.simulate;

/**
 * One part of a family's expression, which a cell type can switch on. The {@link Genome} of a
 * species says which gene carries the part.
 *
 * @param part 0; or 1 for the second part, if two ancestral copies divide the family's expression
 */
record Marker(int family, int part) {}
