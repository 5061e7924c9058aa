package org.samap.core.engine;

import java.util.List;

/**
 * What a run needs of an engine's own memory.
 *
 * @param device whose memory it is
 * @param bytes the memory that there is
 * @param needs what each operation takes if all of its data are there at once; with less memory it
 *     works on one piece after another
 */
public record EngineMemory(String device, long bytes, List<Need> needs) {
  public EngineMemory {
    needs = List.copyOf(needs);
  }

  /** The bytes that an operation takes. */
  public record Need(String operation, double bytes) {}
}
