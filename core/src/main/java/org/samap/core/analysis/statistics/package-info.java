/**
 * The statistics behind the tables; nothing here knows about mappings. {@link
 * org.samap.core.analysis.statistics.RankSums} is for the Wilcoxon test of every gene, {@link
 * org.samap.core.analysis.statistics.Hypergeometric} for enrichment, {@link
 * org.samap.core.analysis.statistics.Spearman} for trends, {@link
 * org.samap.core.analysis.statistics.LogProbability} for p values too small for a double, and
 * {@link org.samap.core.analysis.statistics.BenjaminiHochberg} for the false discovery rate of many
 * tests.
 */
@NullMarked
package org.samap.core.analysis.statistics;

import org.jspecify.annotations.NullMarked;
