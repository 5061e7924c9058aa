/**
 * Which genes of different species can correspond. {@link BlastTables} reads tables of search
 * results, each a {@code BlastTable}, and makes a {@link HomologyGraph} over the genes of all
 * species, a {@link GeneAxis}. {@link TranscriptNames} turns names in the tables into genes of the
 * data, {@link OverlapReport} says how many genes the graph and the data share, and {@code
 * SavedGraph} is the graph's file. Later steps see only this graph. {@link Orthologs} reads what is
 * known about orthologous genes, to judge a mapping by.
 *
 * <p>Links also come from tables of pairs ({@link PairFile}), from orthologous groups ({@link
 * EggnogFiles}), and through a third species ({@code LinkPaths}). {@link HomologySources} names all
 * sources of a graph, {@code LinkPlan} decides which one counts for two species, and {@code
 * LinkReader} joins them.
 */
@NullMarked
package org.samap.core.homology;

import org.jspecify.annotations.NullMarked;
