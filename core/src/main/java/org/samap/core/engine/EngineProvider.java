package org.samap.core.engine;

import java.util.List;
import java.util.Optional;
import org.samap.core.run.InputException;
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

  /**
   * Whether this machine has what the engine is for, such as the driver of a GPU. An engine that is
   * not present is passed over in silence. Answers at once and starts nothing.
   */
  default boolean isPresent() {
    return true;
  }

  /**
   * The number of cells from which the engine is faster than the CPU engine. For fewer it is taken
   * only if it is named.
   */
  default long leastCells() {
    return 0;
  }

  /** The reason why this machine cannot use the engine; empty if it can. */
  Optional<String> unusable();

  /** What this machine has for the engine, a line each; nothing where there is nothing to say. */
  default List<String> findings() {
    return List.of();
  }

  /** What a run needs of the engine's own memory; empty if it has none, or cannot be used. */
  default Optional<EngineMemory> memory(EngineWork work) {
    return Optional.empty();
  }

  /**
   * @param workers the threads for work on this machine; the caller closes them
   * @throws InputException if the engine cannot start after all
   */
  Engine open(Workers workers);
}
