/**
 * How strongly cell types of different species map to each other. Begin with {@link
 * org.samap.core.analysis.scores.MappingScores}: the edges between species, added up by cell types.
 * {@link org.samap.core.analysis.scores.ScoreStatistics} compares the scores with the scores of
 * shuffled labels, {@link org.samap.core.analysis.scores.LinkNull} with those of permuted gene
 * links, and {@link org.samap.core.analysis.scores.Stability} with those of parts of the data.
 * {@link org.samap.core.analysis.scores.ReciprocalBest} and {@link
 * org.samap.core.analysis.scores.DirectedScores} tell which types a type prefers. {@link
 * org.samap.core.analysis.scores.Degeneracy} sums up how far the whole table is from one partner
 * for each type. {@link org.samap.core.analysis.scores.LabelTransfer} does for single cells what
 * the scores do for types.
 */
@NullMarked
package org.samap.core.analysis.scores;

import org.jspecify.annotations.NullMarked;
