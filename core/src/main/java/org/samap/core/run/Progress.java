package org.samap.core.run;

/** Where a long job tells what it does. Implementations are safe to call from any thread. */
public interface Progress {

  /** A phase begins, {@code total} steps long (0 if unknown); close it when it is done. */
  Phase phase(String name, long total);

  /** A fact worth a line. */
  void info(String message);

  /** Something suspicious that does not stop the job. */
  void warn(String message);

  /**
   * The same, with {@code prefix} before all that is told: for the part of a job on one species.
   */
  default Progress within(String prefix) {
    Progress outer = this;
    return new Progress() {
      @Override
      public Phase phase(String name, long total) {
        return outer.phase(prefix + ": " + name, total);
      }

      @Override
      public void info(String message) {
        outer.info(prefix + ": " + message);
      }

      @Override
      public void warn(String message) {
        outer.warn(prefix + ": " + message);
      }
    };
  }

  /** A phase under way. */
  interface Phase extends AutoCloseable {
    void advance(long steps);

    @Override
    void close();
  }

  /** Says nothing. */
  static Progress silent() {
    return Silent.INSTANCE;
  }

  /** The progress of a job that nobody watches. */
  enum Silent implements Progress, Phase {
    INSTANCE;

    @Override
    public Phase phase(String name, long total) {
      return this;
    }

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void advance(long steps) {}

    @Override
    public void close() {}
  }
}
