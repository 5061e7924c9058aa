package org.samap.core.run;

import java.util.function.Consumer;
import java.util.function.Function;

/** Where a long job tells what it does. Implementations are safe to call from any thread. */
public interface Progress {

  /**
   * Does a phase of the job. It is done when {@code work} returns, and failed if that throws.
   *
   * @param total its steps in the units of the work, such as rounds or pairs; 0 if unknown
   * @param work counts its steps as it goes
   * @return what the work returns
   */
  <T> T run(String name, long total, Function<? super Phase, ? extends T> work);

  /** The same for work that returns nothing. */
  default void perform(String name, long total, Consumer<? super Phase> work) {
    run(
        name,
        total,
        phase -> {
          work.accept(phase);
          return true;
        });
  }

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
      public <T> T run(String name, long total, Function<? super Phase, ? extends T> work) {
        return outer.run(prefix + ": " + name, total, work);
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
  interface Phase {

    /** So many more steps are done. */
    void advance(long steps);

    /** The steps of the whole phase, as soon as they are known or known better. */
    void expect(long total);

    /**
     * Does a part of the phase, which counts in units of its own how far it is. Parts follow each
     * other; a part may have parts.
     *
     * @param steps of this phase that the part is worth; they are done when it returns
     * @return what the work returns
     */
    <T> T part(long steps, Function<? super Phase, ? extends T> work);
  }

  /** Says nothing. */
  static Progress silent() {
    return Silent.INSTANCE;
  }

  /** The progress of a job that nobody watches. */
  enum Silent implements Progress, Phase {
    INSTANCE;

    @Override
    public <T> T run(String name, long total, Function<? super Phase, ? extends T> work) {
      return work.apply(this);
    }

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void advance(long steps) {}

    @Override
    public void expect(long total) {}

    @Override
    public <T> T part(long steps, Function<? super Phase, ? extends T> work) {
      return work.apply(this);
    }
  }
}
