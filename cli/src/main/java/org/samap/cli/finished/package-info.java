/**
 * A finished run as the commands that analyse it read it. {@link org.samap.cli.finished.RunDirArgs}
 * names its folder and {@link org.samap.cli.finished.CellTypeArgs} the labels of its cells; {@link
 * org.samap.cli.finished.LabeledRun} opens both and reads what is asked for, once. {@link
 * org.samap.cli.finished.PairArgs} and {@link org.samap.cli.finished.OrthologArgs} say which genes
 * count. Commands have these as mixins.
 */
@NullMarked
package org.samap.cli.finished;

import org.jspecify.annotations.NullMarked;
