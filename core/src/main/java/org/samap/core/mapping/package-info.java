/**
 * The mapping itself. {@link org.samap.core.mapping.Samap#run} is the whole loop; read it first,
 * and then the classes in the order in which it calls them. {@code Translation} translates genes,
 * {@code Projection} projects cells, {@code CrossNeighbors} finds neighbours in other species,
 * {@code Stitching} weighs the edges of the stitched graph, and {@code Refinement} re-weights the
 * gene links. {@link org.samap.core.mapping.MappingParams} holds all choices, and {@link
 * org.samap.core.mapping.RepeatedMapping} maps the same species by other links.
 */
@NullMarked
package org.samap.core.mapping;

import org.jspecify.annotations.NullMarked;
