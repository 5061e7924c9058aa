/**
 * The statistics behind the tables, none of which knows of mappings: {@link
 * org.samap.core.analysis.statistics.RankSums} for the Wilcoxon test of every gene, {@link
 * org.samap.core.analysis.statistics.Hypergeometric} for enrichment, {@link
 * org.samap.core.analysis.statistics.Spearman} for trends, {@link
 * org.samap.core.analysis.statistics.LogProbability} for p values that no double holds, and {@link
 * org.samap.core.analysis.statistics.BenjaminiHochberg} for the false discovery rate of many tests.
 */
@NullMarked
package org.samap.core.analysis.statistics;

import org.jspecify.annotations.NullMarked;
