package org.samap.core.engine;

import org.samap.core.run.Progress;

/**
 * What a computation runs with.
 *
 * @param engine does the work on whole data sets
 * @param progress is told what happens
 */
public record Session(Engine engine, Progress progress) implements AutoCloseable {

  /** The same with another listener. */
  public Session with(Progress other) {
    return new Session(engine, other);
  }

  /** Closes the engine. */
  @Override
  public void close() {
    engine.close();
  }
}
