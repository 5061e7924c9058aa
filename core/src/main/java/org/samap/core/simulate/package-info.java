/**
 * Simulates species with a known truth, to test a mapping with. {@link Simulation} makes them from
 * {@link SimulationParams}. Gene families ({@code Families}) evolve along a tree ({@code
 * Phylogeny}) into the genes of each species ({@code Genome}). A {@link CellType} switches on
 * markers ({@code Programs}, {@code Marker}), and {@code SequenceSearch} gives the tables that a
 * protein search would find. {@link SimulatedSpecies} draws the cells, each from the {@code
 * TypeProfile} of its type, with the random numbers of {@code Draws}.
 *
 * <p>A {@link Stress} makes species poorer, simulated or measured ({@link LinkedSpecies}): fewer
 * counts, cells or links, wrong links, other shares of types, or none of some. {@link TypeTruth}
 * says which types are the same afterwards, and what the others are.
 */
@NullMarked
package org.samap.core.simulate;

import org.jspecify.annotations.NullMarked;
