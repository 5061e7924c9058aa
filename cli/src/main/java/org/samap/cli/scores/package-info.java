/**
 * The commands that say which cell types correspond. {@link org.samap.cli.scores.ScoresCommand}
 * scores all pairs and how far chance explains them, {@link org.samap.cli.scores.ConfidenceCommand}
 * tells how sure each match is, and {@link org.samap.cli.scores.TransferCommand} gives single cells
 * the labels of another species. Each has its work beside it, in a class of the same name that ends
 * in {@code Job}.
 */
@NullMarked
package org.samap.cli.scores;

import org.jspecify.annotations.NullMarked;
