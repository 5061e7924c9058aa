/**
 * Layouts of a graph in the plane. {@link Umap} tells the whole method. It keeps the strongest
 * edges of each point ({@code StrongestEdges}) and decides when each edge is sampled ({@code
 * SampledEdges}, {@code Sample}). It moves the points by the forces of {@code Closeness}, which it
 * looks up in a {@code ForceTable}. {@link UmapParams} are its settings.
 */
@NullMarked
package org.samap.core.embed;

import org.jspecify.annotations.NullMarked;
