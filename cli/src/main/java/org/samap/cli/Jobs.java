package org.samap.cli;

import org.samap.cli.bench.SweepParams;

/**
 * The work behind the commands. Options are complete and valid as far as can be known without
 * opening a file.
 *
 * <p>A user's mistake that shows later is an {@link org.samap.core.run.InputException}; anything
 * else that is thrown is reported as a bug.
 */
interface Jobs {
  void run(RunOptions options, Session session);

  /** Foretells what {@link #run} would take. */
  void plan(RunOptions options, Session session);

  void sam(SamOptions options, Session session);

  void scores(ScoresOptions options, Session session);

  void markers(MarkersOptions options, Session session);

  void pairs(PairsOptions options, Session session);

  void enrich(EnrichOptions options, Session session);

  void transfer(TransferOptions options, Session session);

  void cluster(ClusterOptions options, Session session);

  void paralogs(ParalogsOptions options, Session session);

  void delta(DeltaOptions options, Session session);

  void triangles(TrianglesOptions options, Session session);

  void query(QueryOptions options, Session session);

  void modules(ModulesOptions options, Session session);

  void families(FamiliesOptions options, Session session);

  void orthogroups(OrthogroupsOptions options, Session session);

  void simulate(SimulateOptions options, Session session);

  void demo(DemoOptions options, Session session);

  void bench(SweepParams params, Session session);

  /** Prints the constants of {@link #plan}, fitted to a sweep. */
  void fit(SweepParams params, Session session);
}
