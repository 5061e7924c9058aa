/**
 * Which genes of different species can correspond. {@link BlastTables} reads tables of search
 * results, each a {@code BlastTable}, and makes a {@link HomologyGraph} over the genes of all
 * species, a {@link GeneAxis}. {@link TranscriptNames} turns names in the tables into genes of the
 * data, {@link OverlapReport} says how many genes the graph and the data share, and {@code
 * SavedGraph} is the graph's file. Later steps see only this graph. {@link Orthologs} and {@link
 * EggnogGroups} read what is known about orthologous genes, to judge a mapping by.
 */
@NullMarked
package org.samap.core.homology;

import org.jspecify.annotations.NullMarked;
