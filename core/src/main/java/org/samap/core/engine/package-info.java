/**
 * The seam between what is computed and where. {@link org.samap.core.engine.Engine} lists the
 * operations on whole data sets that SAM and SAMap are made of; read it first, next to the two
 * algorithms that call it. The other types are what the operations take: {@link
 * org.samap.core.engine.GeneView} (some genes of a species under common numbers), {@link
 * org.samap.core.engine.SpeciesCells} and {@link org.samap.core.engine.Neighborhood} (the cells of
 * a species and how their neighbourhoods grow), {@link org.samap.core.engine.EdgeRule} and {@link
 * org.samap.core.engine.GeneEdges}. {@link org.samap.core.engine.Engines} finds the engines that
 * are installed. The room {@code cpu} holds the one that is always there.
 */
@NullMarked
package org.samap.core.engine;

import org.jspecify.annotations.NullMarked;
