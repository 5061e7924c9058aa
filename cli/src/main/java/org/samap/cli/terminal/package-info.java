/**
 * What the program tells its reader, and what it knows about itself. Start with {@link
 * org.samap.cli.terminal.TerminalProgress}, which shows the phases of a job while it runs and keeps
 * their {@link org.samap.cli.terminal.PhaseRecord}s; {@code Durations} writes times for people, and
 * {@link org.samap.cli.terminal.CpuTime} and {@link org.samap.cli.terminal.PeakMemory} say what the
 * process took. {@link org.samap.cli.terminal.Json} writes such records to files, with the {@link
 * org.samap.cli.terminal.Version} that made them.
 */
@NullMarked
package org.samap.cli.terminal;

import org.jspecify.annotations.NullMarked;
