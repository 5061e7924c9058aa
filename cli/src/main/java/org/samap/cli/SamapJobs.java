package org.samap.cli;

/** The work behind the commands, done by the library. */
final class SamapJobs implements Jobs {
  @Override
  public void run(JobOptions options, Session session) {
    switch (options) {
      case RunOptions run -> RunJob.run(run, session);
      case PlanOptions(RunOptions run) -> RunJob.plan(run, session);
      case SamOptions sam -> SamJob.run(sam, session);
      case ScoresOptions scores -> ScoresJob.run(scores, session);
      case ConfidenceOptions confidence -> ConfidenceJob.run(confidence, session);
      case TransferOptions transfer -> TransferJob.run(transfer, session);
      case MarkersOptions markers -> GeneJobs.markers(markers, session);
      case PairsOptions pairs -> GeneJobs.pairs(pairs, session);
      case EnrichOptions enrich -> GeneJobs.enrich(enrich, session);
      case ModulesOptions modules -> GeneJobs.modules(modules, session);
      case QueryOptions query -> EvolutionJobs.query(query, session);
      case DeltaOptions delta -> EvolutionJobs.delta(delta, session);
      case ParalogsOptions paralogs -> EvolutionJobs.paralogs(paralogs, session);
      case TrianglesOptions triangles -> EvolutionJobs.triangles(triangles, session);
      case OrthogroupsOptions groups -> EvolutionJobs.orthogroups(groups, session);
      case FamiliesOptions families -> EvolutionJobs.families(families, session);
      case ClusterOptions cluster -> ClusterJob.run(cluster, session);
      case SimulateOptions simulate -> SimulateJob.run(simulate, session);
      case DemoOptions demo -> DemoJob.run(demo, session);
      case BenchOptions bench -> BenchJob.run(bench, session);
    }
  }
}
