/**
 * The commands that say what changed in evolution. {@link org.samap.cli.evolution.DeltaCommand}
 * compares expression with sequence, edge by edge. {@link
 * org.samap.cli.evolution.OrthogroupsCommand} lists orthologs, {@link
 * org.samap.cli.evolution.ParalogsCommand} finds where a paralog took over from one, and {@link
 * org.samap.cli.evolution.TrianglesCommand} what three species have in common. {@link
 * org.samap.cli.evolution.FamiliesCommand} groups the cell types of many species.
 */
@NullMarked
package org.samap.cli.evolution;

import org.jspecify.annotations.NullMarked;
