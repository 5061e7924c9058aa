package org.samap.cli.terminal;

/**
 * A phase that is over.
 *
 * @param name as the job called it
 * @param seconds of wall time, phases inside it included
 * @param cpuSeconds processor time of the whole process in that time
 * @param peakBytes the most memory that the process ever held until the phase ended
 */
public record PhaseRecord(String name, double seconds, double cpuSeconds, long peakBytes) {}
