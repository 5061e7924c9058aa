/**
 * The seam between what is computed and where. Read {@link org.samap.core.engine.Engine} first: it
 * lists the operations on whole data sets that SAM and SAMap are made of. Its arguments come next:
 * {@link org.samap.core.engine.GeneView} (some genes of a species under common numbers), {@link
 * org.samap.core.engine.SpeciesCells} and {@link org.samap.core.engine.Neighborhood} (the cells of
 * a species and how their neighbourhoods grow), {@link org.samap.core.engine.EdgeRule} (which edges
 * a cell keeps) and {@link org.samap.core.engine.GeneEdges} (the links to refine). {@link
 * org.samap.core.engine.JoinedCells} prepares the cells of all species for a mapping, and {@link
 * org.samap.core.engine.BlockPass} is the arithmetic of one block that engines share. {@link
 * org.samap.core.engine.Engines} finds the installed engines; the package {@code cpu} holds the one
 * that is always there.
 */
@NullMarked
package org.samap.core.engine;

import org.jspecify.annotations.NullMarked;
