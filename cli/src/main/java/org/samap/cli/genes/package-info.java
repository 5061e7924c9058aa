/**
 * The commands that say through which genes cell types correspond. {@link
 * org.samap.cli.genes.MarkersCommand} finds the genes of each type in its own species, {@link
 * org.samap.cli.genes.PairsCommand} the homologs that two types share, {@link
 * org.samap.cli.genes.EnrichCommand} the functions of these, and {@link
 * org.samap.cli.genes.ModulesCommand} the modules that they belong to. {@link
 * org.samap.cli.genes.QueryCommand} answers what a single gene maps to.
 */
@NullMarked
package org.samap.cli.genes;

import org.jspecify.annotations.NullMarked;
