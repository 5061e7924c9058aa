package org.samap.cli;

/** Commands without their work: each one says so. */
final class NoJobs implements Jobs {
  @Override
  public void run(RunOptions options, Session session) {
    throw new UnsupportedOperationException("run");
  }

  @Override
  public void sam(SamOptions options, Session session) {
    throw new UnsupportedOperationException("sam");
  }

  @Override
  public void scores(ScoresOptions options, Session session) {
    throw new UnsupportedOperationException("scores");
  }

  @Override
  public void simulate(SimulateOptions options, Session session) {
    throw new UnsupportedOperationException("simulate");
  }

  @Override
  public void demo(DemoOptions options, Session session) {
    throw new UnsupportedOperationException("demo");
  }
}
