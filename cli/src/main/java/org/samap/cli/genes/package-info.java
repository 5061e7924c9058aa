/**
 * The commands that find the genes through which cell types correspond. {@link
 * org.samap.cli.genes.MarkersCommand} finds the genes that mark each type in its own species,
 * {@link org.samap.cli.genes.PairsCommand} the homologs that two types share, {@link
 * org.samap.cli.genes.EnrichCommand} the functions of these homologs, and {@link
 * org.samap.cli.genes.ModulesCommand} the modules that they belong to. {@link
 * org.samap.cli.genes.QueryCommand} lists the partners of a single gene.
 */
@NullMarked
package org.samap.cli.genes;

import org.jspecify.annotations.NullMarked;
