/**
 * Reads a finished run for showing, whatever shows it: {@link org.samap.report.data.RunData} opens
 * its folder, {@link org.samap.report.data.ShownTable} is a table of an analysis, and {@link
 * org.samap.report.data.CellViews} tells of each cell where it maps to.
 */
@NullMarked
package org.samap.report.data;

import org.jspecify.annotations.NullMarked;
