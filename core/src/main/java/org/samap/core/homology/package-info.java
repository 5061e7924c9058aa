/**
 * Which genes of different species can correspond. {@link HomologySources} names everything that
 * may say so: tables of sequence searches ({@code tables}), tables of pairs and orthologous groups
 * ({@code pairs}), a saved graph. {@code LinkPlan} decides which of them counts for two species,
 * {@code LinkPaths} links species through a third one, and {@code LinkReader} joins it all to one
 * graph over the genes of all species ({@code graph}). Later steps see only this graph.
 *
 * <p>Beside this way from files to the graph: {@code names} finds out which genes the names in
 * tables mean, {@code layouts} finds tables in the folders of several programs, and {@code search}
 * makes tables from sequences.
 */
@NullMarked
package org.samap.core.homology;

import org.jspecify.annotations.NullMarked;
