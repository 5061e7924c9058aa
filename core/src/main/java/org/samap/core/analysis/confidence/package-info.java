/**
 * Whether two cell types that map to each other are the same or only nearest to each other. {@link
 * org.samap.core.analysis.confidence.MatchConfidence} says how this is judged and writes the table.
 * {@link org.samap.core.analysis.confidence.MatchEvidence} is its input. {@code MatchJudge}
 * collects the evidence for each match from {@code TypeSimilarity} (cells in the common
 * projection), {@code MarkerSupport} (marker genes) and the preferences of {@link
 * org.samap.core.analysis.scores.LinkPreference}.
 */
@NullMarked
package org.samap.core.analysis.confidence;

import org.jspecify.annotations.NullMarked;
