package org.samap.cli.bench;

/**
 * The cost of a phase of a run, over all species and iterations.
 *
 * @param phase its name, without species or number of iteration
 * @param seconds wall time
 * @param cpuSeconds processor time of all threads
 * @param peakBytes the most resident memory that the process held until the phase ended last
 */
record PhaseCost(String phase, double seconds, double cpuSeconds, long peakBytes) {
  /** The whole command, from start to end of its process. */
  public static final String TOTAL = "total";

  /** What is in no phase: start of Java, checksums. */
  public static final String OTHER = "other";

  PhaseCost plus(PhaseCost more) {
    return new PhaseCost(
        phase,
        seconds + more.seconds,
        cpuSeconds + more.cpuSeconds,
        Math.max(peakBytes, more.peakBytes));
  }
}
