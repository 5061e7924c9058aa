/**
 * The program {@code samap}. {@link org.samap.cli.Main} passes the command line to {@code Cli},
 * which knows every command, runs the job that a command describes, and turns an error into one
 * line and an exit code. {@code HelpSections} lays out the help. The commands are in packages of
 * their own: {@code run} makes results; {@code scores}, {@code genes} and {@code evolution} analyse
 * the cell types, genes and evolution in a finished run; {@code bench} measures time and memory;
 * {@code doctor} looks at the machine. They share {@code options}, {@code finished} and {@code
 * terminal}.
 */
@NullMarked
package org.samap.cli;

import org.jspecify.annotations.NullMarked;
