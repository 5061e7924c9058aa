package org.samap.core.run;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Receives the progress and messages of a long job. Implementations are safe to call from any
 * thread.
 */
public interface Progress {

  /**
   * Runs a phase of the job. The phase ends when {@code work} returns and fails if {@code work}
   * throws.
   *
   * @param total the number of steps, in units such as rounds or pairs; 0 if unknown
   * @param work counts its steps as it goes
   * @return what the work returns
   */
  <T> T run(String name, long total, Function<? super Phase, ? extends T> work);

  /** Runs a phase that returns nothing. */
  default void perform(String name, long total, Consumer<? super Phase> work) {
    run(
        name,
        total,
        phase -> {
          work.accept(phase);
          return true;
        });
  }

  /** Reports a fact that is worth a line. */
  void info(String message);

  /** Reports something suspicious that does not stop the job. */
  void warn(String message);

  /**
   * This progress with {@code prefix} before all names and messages, for the part of a job on one
   * species.
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

    /** Counts {@code steps} more steps as done. */
    void advance(long steps);

    /** Sets the number of steps of the whole phase, as soon as it is known or known better. */
    void expect(long total);

    /**
     * Runs a part of the phase, which counts its progress in its own units. Parts run one after
     * another; a part can have parts.
     *
     * @param steps steps of this phase that the part is worth; they count as done when it returns
     * @return what the work returns
     */
    <T> T part(long steps, Function<? super Phase, ? extends T> work);
  }

  /** Says nothing. */
  static Progress silent() {
    return Silent.INSTANCE;
  }

  /** Ignores all progress and messages. */
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
