package org.samap.cli.terminal;

/** Runs an action if the program is stopped while this is open, for example by Ctrl-C. */
final class ExitHook implements AutoCloseable {
  private final Thread thread;

  private ExitHook(Thread thread) {
    this.thread = thread;
  }

  static ExitHook running(Runnable action) {
    Thread thread = new Thread(action, "samap-exit");
    Runtime.getRuntime().addShutdownHook(thread);
    return new ExitHook(thread);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      return; // the program is ending: the action runs or has run
    }
  }
}
