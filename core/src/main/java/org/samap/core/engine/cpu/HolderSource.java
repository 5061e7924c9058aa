package org.samap.core.engine.cpu;

import org.samap.core.run.Workers;

/** Makes the holders of a species' cells: {@link Holders#of}, or the same on a device. */
@FunctionalInterface
public interface HolderSource {
  Holders of(Neighborhoods neighborhoods, int cells, Workers workers);
}
