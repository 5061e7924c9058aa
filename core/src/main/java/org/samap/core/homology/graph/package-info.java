/**
 * The graph of homologous genes: {@link HomologyGraph}, whose nodes are the genes of a {@link
 * GeneAxis}. {@link LinkCollector} and {@link EntryList} build it from links in any order, {@code
 * SavedGraph} and {@code BinaryGraph} are its files, {@link TranscriptNames} turns names in tables
 * into genes of the data, and {@link OverlapReport} says how many genes the graph and the data
 * share. {@link Orthologs} reads what is known about orthologous genes, to judge a mapping by.
 */
@NullMarked
package org.samap.core.homology.graph;

import org.jspecify.annotations.NullMarked;
