package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samap.cli.finished.AlignArgs;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.SeedArgs;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.genes.GeneModules;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.MappedPair;
import org.samap.core.analysis.genes.ModuleShares;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.io.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap modules}: finds gene modules, and those that each mapping rests on. */
@Command(
    name = "modules",
    header = "Finds gene modules, and how many of them each mapping of cell types rests on.",
    description = {
      "Modules are sets of genes of all species that are expressed together: Leiden communities of"
          + " the refined homology graph, with links between co-expressed genes of each species."
          + " For every mapped pair of cell types, tells which share of its gene pairs, and of its"
          + " score, comes from each module. A mapping that rests on one module may reflect a"
          + " single shared program."
    },
    customSynopsis = "samap modules DIR [--labels ID=COLUMN_OR_FILE ...] [OPTIONS]",
    footer = {"", "Example: the modules of the run in hs_mm", "  samap modules hs_mm"})
public final class ModulesCommand implements Job {
  @Mixin private RunDirArgs dir = new RunDirArgs();
  @Mixin private CellTypeArgs labels = new CellTypeArgs();

  @Option(
      names = "--coexpressed",
      paramLabel = "N",
      description =
          "Link a gene to this many co-expressed genes of its species; 0: to homologs alone"
              + " (default: ${DEFAULT-VALUE}).")
  private int coexpressed = GeneModules.Params.defaults().coexpressed();

  @Option(
      names = "--resolution",
      paramLabel = "R",
      description =
          "Resolution of the Leiden modules: higher gives more (default: ${DEFAULT-VALUE}).")
  private double resolution = GeneModules.Params.defaults().leiden().resolution();

  @Mixin private SeedArgs seed = new SeedArgs();

  @Mixin private AlignArgs types = new AlignArgs();

  @Option(
      names = "--min-share",
      paramLabel = "SHARE",
      description =
          "Count a module if at least this share of a mapping's gene pairs comes from it (default:"
              + " ${DEFAULT-VALUE}).")
  private double minShare = ModuleShares.Params.defaults().minShare();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for gene_modules.tsv, mapping_modules.tsv and module_scores.tsv (default:"
              + " DIR/modules).")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    labels.sources(dir.species());
    modules();
    types.toParams();
    shares();
    out();
  }

  @Override
  public void run(JobContext context) {
    try (LabeledRun run = LabeledRun.open(dir, labels, context);
        OutputFolder folder = OutputFolder.prepare(out())) {
      MappedGenes data = run.data();
      GenePairs.Params params = types.toParams();
      GenePairs pairs = run.find(data, run.mapped(params), params);
      GeneModules modules = run.modules(data, modules());
      ModuleShares shares = ModuleShares.of(modules, mappedPairs(pairs, run.scores()), shares());
      modules.write(folder.file("gene_modules.tsv"));
      shares.write(folder.file("mapping_modules.tsv"));
      shares.writeParts(folder.file("module_scores.tsv"));
      folder.commit();
    }
    context.progress().info("The modules are in " + out());
  }

  private static List<MappedPair> mappedPairs(GenePairs pairs, MappingScores scores) {
    return pairs.mappings().stream()
        .map(
            m ->
                new MappedPair(
                    scores.nodes().get(m.nodeA()),
                    scores.nodes().get(m.nodeB()),
                    scores.scores()[m.nodeA()][m.nodeB()],
                    m.pairs().stream()
                        .map(p -> new MappedPair.Genes(p.geneA(), p.geneB(), p.value()))
                        .toList()))
        .toList();
  }

  private GeneModules.Params modules() {
    return new GeneModules.Params(
        coexpressed,
        LeidenParams.defaults()
            .withResolution(Check.positive("--resolution", resolution))
            .withSeed(seed.seed));
  }

  private ModuleShares.Params shares() {
    return new ModuleShares.Params(minShare);
  }

  private Path out() {
    return dir.outputFolder(out, "modules");
  }
}
