package org.samap.core.engine;

import org.samap.core.run.Progress;

/**
 * The engine and the progress listener of a computation.
 *
 * @param engine does the work on whole data sets
 * @param progress is informed of phases, messages and warnings
 */
public record Session(Engine engine, Progress progress) implements AutoCloseable {

  /** The same engine with another listener. */
  public Session with(Progress other) {
    return new Session(engine, other);
  }

  /** Closes the engine. */
  @Override
  public void close() {
    engine.close();
  }
}
