/**
 * Matrices. {@link FloatMatrix} is a small dense one; {@link CellMatrix} is a dense one with a row
 * for every cell, in blocks. {@link SparseMatrix} holds every graph, in compressed rows. {@link
 * SpeciesAxis} says where each species begins and ends when the cells or genes of all stand in one
 * row.
 */
@NullMarked
package org.samap.core.matrix;

import org.jspecify.annotations.NullMarked;
