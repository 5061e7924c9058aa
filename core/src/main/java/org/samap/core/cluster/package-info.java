/**
 * Clusters of cells: communities of a neighbour graph, by the Leiden algorithm. Begin with {@link
 * Leiden}: a round moves nodes ({@code LocalMoving}), refines the communities ({@code
 * RefinedGrouping}) and makes the parts the nodes of a smaller graph ({@code Network}). {@link
 * Clusters} is the result and {@link Modularity} its quality. {@link ClusterCount} looks for the
 * resolution that gives a wanted number of clusters.
 */
@NullMarked
package org.samap.core.cluster;

import org.jspecify.annotations.NullMarked;
