package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samap.cli.finished.AlignArgs;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.finished.NodePairArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.evolution.TypeDivergence;
import org.samap.core.analysis.genes.GenePairs.NodePair;
import org.samap.core.analysis.scores.ReciprocalBest;
import org.samap.core.io.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap divergence}: finds genes that are on in a type and off in its counterpart. */
@Command(
    name = "divergence",
    header = "Finds the homologs that are on in a cell type of one species and off in its match.",
    description = {
      "Takes the pairs of cell types that are each other's best match. A gene is on if at least"
          + " --fraction of the cells of its type have it. Its homolog is off if its level in the"
          + " other type is less than 1 / --fold of that, given how deeply both were measured and"
          + " how many cells there are; of several homologs, none may be on. The p values are per"
          + " cell: other animals can differ."
    },
    customSynopsis = "samap divergence DIR [--a ID_TYPE --b ID_TYPE | --all] [OPTIONS]",
    footer = {
      "",
      "Examples: all matched types, and one pair",
      "  samap divergence hs_mm --labels hs=cell_type --labels mm=cell_type",
      "  samap divergence hs_mm --a hs_B --b 'mm_B cell' --out b_cells"
    })
public final class DivergenceCommand implements Job {
  private static final TypeDivergence.Params DEFAULTS = TypeDivergence.Params.defaults();

  @Mixin private RunDirArgs dir = new RunDirArgs();
  @Mixin private CellTypeArgs labels = new CellTypeArgs();

  @Mixin private NodePairArgs types = new NodePairArgs();

  @Option(
      names = "--all",
      description =
          "Use all pairs that reach --align-threshold, not only those that are each other's best.")
  private boolean all;

  @Mixin private AlignArgs matching = new AlignArgs();

  @Option(
      names = "--fold",
      paramLabel = "TIMES",
      description =
          "How many times lower the level of a gene that is off must be, at least 2 (default:"
              + " ${DEFAULT-VALUE}).")
  private double fold = DEFAULTS.fold();

  @Option(
      names = "--fraction",
      paramLabel = "SHARE",
      description =
          "Least share of the cells of a type that have a gene that is on (default:"
              + " ${DEFAULT-VALUE}).")
  private double minFraction = DEFAULTS.minFraction();

  @Option(
      names = "--q",
      paramLabel = "Q",
      description = "List genes with a q value of at most this (default: ${DEFAULT-VALUE}).")
  private double maxQ = DEFAULTS.maxQ();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for divergent_genes.tsv and divergence_tests.tsv (default: DIR/divergence).")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    labels.sources(dir.species());
    params();
    matching.toParams();
    types.check(all, "none");
    out();
  }

  @Override
  public void run(JobContext context) {
    try (LabeledRun run = LabeledRun.open(dir, labels, context);
        OutputFolder folder = OutputFolder.prepare(out())) {
      List<NodePair> matches = matches(run);
      MappedGenes data = run.data();
      TypeDivergence found =
          context
              .progress()
              .run(
                  "compare types",
                  0,
                  phase ->
                      TypeDivergence.of(
                          data,
                          run.scores(),
                          matches,
                          params(),
                          context.workers().counting(phase)));
      for (TypeDivergence.Direction d : found.directions()) {
        if (d.sensitivity().isEmpty()) {
          context
              .progress()
              .warn(
                  "%s and %s share too few expressed orthologs to compare their depth; nothing is tested"
                      .formatted(
                          run.labels().nodes().get(d.nodeOn()),
                          run.labels().nodes().get(d.nodeOff())));
        }
      }
      found.write(folder.file("divergent_genes.tsv"), params());
      found.writeTests(folder.file("divergence_tests.tsv"), params());
      folder.commit();
    }
    context.progress().info("The genes are in " + out().resolve("divergent_genes.tsv"));
  }

  private List<NodePair> matches(LabeledRun run) {
    return types.in(run).map(List::of).orElseGet(() -> mapped(run));
  }

  private List<NodePair> mapped(LabeledRun run) {
    List<NodePair> mapped = run.mapped(matching.toParams());
    if (all) {
      return mapped;
    }
    ReciprocalBest best = ReciprocalBest.of(run.scores(), run.labels());
    return mapped.stream().filter(pair -> best.are(pair.a(), pair.b())).toList();
  }

  private TypeDivergence.Params params() {
    return new TypeDivergence.Params(fold, minFraction, maxQ);
  }

  private Path out() {
    return dir.outputFolder(out, "divergence");
  }
}
