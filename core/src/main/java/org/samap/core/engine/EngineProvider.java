package org.samap.core.engine;

import java.util.Optional;
import org.samap.core.run.Workers;

/**
 * Opens engines of one kind. Providers are found by {@link java.util.ServiceLoader}, so a jar on
 * the class path adds an engine.
 */
public interface EngineProvider {

  /** The name by which a user chooses the engine, such as {@code cpu}. */
  String kind();

  /** The rank: if no engine is named, the usable one of highest rank is taken. */
  int rank();

  /** The reason why this machine cannot use the engine; empty if it can. */
  Optional<String> unusable();

  /**
   * @param workers the threads for work on this machine; the caller closes them
   */
  Engine open(Workers workers);
}
