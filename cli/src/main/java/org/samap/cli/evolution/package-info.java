/**
 * The commands that find what changed in evolution. {@link org.samap.cli.evolution.DeltaCommand}
 * compares expression with sequence, link by link. {@link
 * org.samap.cli.evolution.OrthogroupsCommand} lists orthologs, {@link
 * org.samap.cli.evolution.ParalogsCommand} finds paralogs that took the place of an ortholog, and
 * {@link org.samap.cli.evolution.TrianglesCommand} what three species have in common. {@link
 * org.samap.cli.evolution.FamiliesCommand} groups the cell types of many species.
 */
@NullMarked
package org.samap.cli.evolution;

import org.jspecify.annotations.NullMarked;
