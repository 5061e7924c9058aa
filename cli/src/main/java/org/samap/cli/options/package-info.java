/**
 * What every command is made of. A {@link org.samap.cli.options.Job} is a command that checks its
 * options and then runs in a {@link org.samap.cli.options.JobContext} (threads, memory, progress,
 * output), which {@link org.samap.cli.options.Running} and {@link org.samap.cli.options.MemoryArgs}
 * describe. {@link org.samap.cli.options.OptionParsing} turns text into values, {@link
 * org.samap.cli.options.Assignments} the values that are given per species, and {@link
 * org.samap.cli.options.Check} refuses what cannot be used; {@link
 * org.samap.cli.options.Suggestion} guesses what a mistyped word was meant to be.
 */
@NullMarked
package org.samap.cli.options;

import org.jspecify.annotations.NullMarked;
