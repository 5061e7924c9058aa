package org.samap.cli;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.samap.cli.bench.SweepParams;

/** Jobs that remember what they were asked to do. */
final class RecordingJobs implements Jobs {
  private final List<Record> asked = new ArrayList<>();
  private int threads;

  @Override
  public void run(RunOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void plan(RunOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void sam(SamOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void scores(ScoresOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void markers(MarkersOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void pairs(PairsOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void enrich(EnrichOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void transfer(TransferOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void cluster(ClusterOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void paralogs(ParalogsOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void delta(DeltaOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void triangles(TrianglesOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void query(QueryOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void modules(ModulesOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void families(FamiliesOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void orthogroups(OrthogroupsOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void simulate(SimulateOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void demo(DemoOptions options, Session session) {
    remember(options, session);
  }

  @Override
  public void fit(SweepParams params, Session session) {
    remember(params, session);
  }

  @Override
  public void bench(SweepParams params, Session session) {
    remember(params, session);
  }

  private void remember(Record options, Session session) {
    asked.add(options);
    threads = session.workers().threads();
  }

  int threads() {
    return threads;
  }

  boolean isIdle() {
    return asked.isEmpty();
  }

  /** The options of the only job. */
  <T extends Record> T only(Class<T> type) {
    Assertions.assertThat(asked).singleElement().isInstanceOf(type);
    return type.cast(asked.getFirst());
  }
}
