/**
 * The parts that all commands share. A {@link org.samap.cli.options.Job} is a command that checks
 * its options and then runs in a {@link org.samap.cli.options.JobContext} (threads, memory,
 * progress, output), which {@link org.samap.cli.options.Running} and {@link
 * org.samap.cli.options.MemoryArgs} describe. {@link org.samap.cli.options.OptionParsing} turns
 * text into values, and {@link org.samap.cli.options.Assignments} holds values for each species.
 * {@link org.samap.cli.options.Check}, {@link org.samap.cli.options.Inputs} and {@link
 * org.samap.cli.options.Outputs} check values and paths. {@link org.samap.cli.options.Suggestion}
 * suggests the right word for a mistyped one.
 */
@NullMarked
package org.samap.cli.options;

import org.jspecify.annotations.NullMarked;
