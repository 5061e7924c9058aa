/**
 * The program {@code samap}. {@link org.samap.cli.Main} hands the words of the command line to
 * {@code Cli}, which knows every command, runs the job that one asks for, and turns what goes wrong
 * into one line and a status. {@code HelpSections} lays out the help. The commands stand in rooms
 * of their own: {@code run} makes results, {@code scores}, {@code genes} and {@code evolution} ask
 * a finished run about cell types, genes and what changed, and {@code bench} and {@code doctor}
 * measure and look. They share what is in {@code options}, {@code finished} and {@code terminal}.
 */
@NullMarked
package org.samap.cli;

import org.jspecify.annotations.NullMarked;
