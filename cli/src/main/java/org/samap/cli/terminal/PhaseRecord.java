package org.samap.cli.terminal;

/**
 * A phase that has ended.
 *
 * @param name the name that the job gave it
 * @param seconds wall time, with the phases inside it
 * @param cpuSeconds processor time of the whole process during the phase
 * @param peakBytes the most memory that the process held up to the end of the phase
 */
public record PhaseRecord(String name, double seconds, double cpuSeconds, long peakBytes) {}
