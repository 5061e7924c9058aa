/**
 * The parts that the commands on a finished run share. {@link org.samap.cli.finished.RunDirArgs}
 * names its folder and {@link org.samap.cli.finished.CellTypeArgs} the labels of its cells; {@link
 * org.samap.cli.finished.LabeledRun} opens both and reads each part once, when it is needed. {@link
 * org.samap.cli.finished.PairArgs} and {@link org.samap.cli.finished.OrthologArgs} choose genes.
 * Commands have the {@code Args} as mixins.
 */
@NullMarked
package org.samap.cli.finished;

import org.jspecify.annotations.NullMarked;
