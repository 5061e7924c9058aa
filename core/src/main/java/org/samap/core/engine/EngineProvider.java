package org.samap.core.engine;

import java.util.Optional;
import org.samap.core.run.Workers;

/**
 * Opens engines of one kind; found by {@link java.util.ServiceLoader}, so that an engine is added
 * by a jar on the class path.
 */
public interface EngineProvider {

  /** The name that chooses it, such as {@code cpu}. */
  String kind();

  /** Which of the engines that can be used is taken unless one is named: the largest rank. */
  int rank();

  /** Why it cannot be used on this machine; empty if it can. */
  Optional<String> unusable();

  /**
   * @param workers the threads for what runs on this machine; the caller closes them
   */
  Engine open(Workers workers);
}
