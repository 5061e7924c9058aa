/**
 * Progress, and the cost of a job. Start with {@link org.samap.cli.terminal.TerminalProgress},
 * which shows the phases of a job while it runs and keeps their {@link
 * org.samap.cli.terminal.PhaseRecord}s. {@code Durations} writes durations for people; {@link
 * org.samap.cli.terminal.CpuTime} and {@link org.samap.cli.terminal.PeakMemory} measure the
 * process. {@link org.samap.cli.terminal.Json} writes records to files, with the {@link
 * org.samap.cli.terminal.Version} of samap.
 */
@NullMarked
package org.samap.cli.terminal;

import org.jspecify.annotations.NullMarked;
