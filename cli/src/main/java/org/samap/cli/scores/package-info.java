/**
 * The commands that say which cell types correspond. {@link org.samap.cli.scores.ScoresCommand}
 * scores all pairs and compares them with chance, {@link org.samap.cli.scores.ConfidenceCommand}
 * tells how certain each match is, and {@link org.samap.cli.scores.TransferCommand} gives single
 * cells the labels of other species. A command lists its options and does its work; longer work is
 * in {@code ScoresJob} and {@code TransferJob}.
 */
@NullMarked
package org.samap.cli.scores;

import org.jspecify.annotations.NullMarked;
