package org.samap.core.pipeline.plan;

import java.util.Arrays;
import java.util.Optional;

/**
 * The stages of a run: its phases as progress names them, with all species and iterations together.
 *
 * <p>The serial share is the part of a stage's processor time that more threads do not shorten; the
 * rest is divided among the threads (Amdahl 1967). {@link Cost} says how it is measured.
 */
public enum Stage {
  TABLES("read homology tables", 0.06),
  READ("read", 0.21),
  PREPROCESS("preprocess", 0.03),
  WEIGHTS("gene weights", 0.05),
  LOADINGS("loadings", 0.07),
  CLUSTERS("clusters", 0.27),
  MAP("map", 0.03),
  UMAP("UMAP", 0.50),
  WRITE("write", 0.22),
  RESULTS("write results", 0.45),
  OTHER("other", 0.46);

  private final String phase;
  private final double serial;

  Stage(String phase, double serial) {
    this.phase = phase;
    this.serial = serial;
  }

  /** The name of the stage's phases, without species and iteration. */
  public String phase() {
    return phase;
  }

  /** The wall time for an amount of processor time on this many threads. */
  double wall(double cpuSeconds, int threads) {
    return cpuSeconds * (serial + (1 - serial) / threads);
  }

  /** The stage whose phases have this name. */
  public static Optional<Stage> of(String phase) {
    return Arrays.stream(values()).filter(s -> s.phase.equals(phase)).findFirst();
  }
}
