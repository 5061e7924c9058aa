/**
 * Whether two cell types that map to each other are the same or only nearest to each other. {@link
 * org.samap.core.analysis.confidence.MatchConfidence} says how this is judged and writes the table.
 * {@link org.samap.core.analysis.confidence.MatchEvidence} is its input. {@code MatchJudge} goes
 * through the matches; {@code MatchedSpecies} compares each with what the data of its two species
 * could have shown. The evidence comes from {@code TypeSimilarity} (cells in the common
 * projection), and from the mean expression of the types ({@code TypeProfiles}): {@code
 * ProfileAgreement} and {@code MissingGenes}, over the {@code BestLinks} of genes. {@link
 * org.samap.core.analysis.confidence.ForcedMatches} knows how confident forced matches can be.
 */
@NullMarked
package org.samap.core.analysis.confidence;

import org.jspecify.annotations.NullMarked;
