/**
 * Nearest neighbours, exact and approximate. Begin with {@link
 * org.samap.core.neighbors.NeighborSearch} and its three methods. {@code Geometry} and {@code
 * Space} say how rows are compared; {@code Shortlist}, {@code BestK} and {@code Answers} collect
 * the nearest. {@code ExactSearch} compares all pairs in tiles ({@code TileScan}, {@code
 * PairScan}). {@code ClusteredSearch} sorts points into {@code Lists}, and learns from an {@code
 * ExactSample} how many to compare ({@code Rehearsal}, {@code Effort}). {@link
 * org.samap.core.neighbors.ListPlanner} does that for engines that compare rows themselves. {@code
 * HnswSearch} follows the links of an {@code HnswGraph}, which {@code HnswBuilder} builds.
 */
@NullMarked
package org.samap.core.neighbors;

import org.jspecify.annotations.NullMarked;
