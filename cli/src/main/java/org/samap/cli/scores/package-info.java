/**
 * The commands that say which cell types correspond. {@link org.samap.cli.scores.ScoresCommand}
 * scores all pairs and how far chance explains them, {@link org.samap.cli.scores.ConfidenceCommand}
 * tells how sure each match is, and {@link org.samap.cli.scores.TransferCommand} gives single cells
 * the labels of another species. A command is the list of its options and does its work itself,
 * {@code ScoresJob} and {@code TransferJob} doing what is more than a few lines.
 */
@NullMarked
package org.samap.cli.scores;

import org.jspecify.annotations.NullMarked;
