package org.samap.core.simulate;

/**
 * What a cell type switches on: one part of a family's expression. Which gene of a species carries
 * a part, its {@link Genome} says.
 *
 * @param part 0, or 1 for the second part of a family that two ancestral copies divide among them
 */
record Marker(int family, int part) {}
