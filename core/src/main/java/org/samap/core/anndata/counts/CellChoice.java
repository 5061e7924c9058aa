package org.samap.core.anndata.counts;

import java.util.Optional;

/**
 * Which cells of a matrix are kept.
 *
 * @param filter what a cell must have
 * @param draw which of these cells are drawn; all if none is given
 */
public record CellChoice(CellFilter filter, Optional<CellDraw> draw) {}
