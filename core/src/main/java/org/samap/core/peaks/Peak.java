package org.samap.core.peaks;

import org.samap.core.genome.Span;

/**
 * A peak of open chromatin.
 *
 * @param feature its number among the features of the data
 * @param chromosome as the data call it
 * @param span its bases
 */
record Peak(int feature, String chromosome, Span span) {}
