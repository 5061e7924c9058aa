package org.samap.cli.genes;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.LabeledRun;
import org.samap.cli.finished.NodePairArgs;
import org.samap.cli.finished.PairArgs;
import org.samap.cli.finished.ReplicateArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.genes.DonorMarkers;
import org.samap.core.analysis.genes.GenePairs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap pairs}: finds the gene pairs through which cell types map. */
@Command(
    name = "pairs",
    header = "Finds the gene pairs through which cell types map to each other.",
    description = {
      "For each pair of mapped cell types, lists the linked genes that both types express more than"
          + " the rest of their species, best first. Gives the p values of both genes as markers,"
          + " and the weight of their link before and after the mapping. The p values are per cell"
          + " and after the selection of types and links: use them to rank, not as evidence beyond"
          + " the animals that were measured. With --replicates, columns tell what donors say."
    },
    customSynopsis = "samap pairs DIR [--a ID_TYPE --b ID_TYPE | --all] [OPTIONS]",
    footer = {
      "",
      "Examples: the genes of all mapped pairs, and those of one",
      "  samap pairs hs_mm --labels hs=cell_type --labels mm=cell_type",
      "  samap pairs hs_mm --a hs_B --b 'mm_B cell' --out b_cells.tsv"
    })
public final class PairsCommand implements Job {
  @Mixin private RunDirArgs dir = new RunDirArgs();
  @Mixin private CellTypeArgs labels = new CellTypeArgs();
  @Mixin private ReplicateArgs replicates = new ReplicateArgs();

  @Mixin private NodePairArgs types = new NodePairArgs();

  @Option(
      names = "--all",
      description = "Use all pairs that reach --align-threshold (default without --a and --b).")
  private boolean all;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The table, .tsv or .tsv.gz (default: DIR/gene_pairs.tsv; the types of --a and --b are"
              + " added to the name).")
  private Optional<Path> out = Optional.empty();

  @Mixin(name = "Genes")
  private PairArgs genes = new PairArgs();

  @Override
  public void check() {
    labels.sources(dir.species());
    replicates.check(dir.species());
    genes.toParams();
    types.check(all, "none for all");
    out();
  }

  @Override
  public void run(JobContext context) {
    try (LabeledRun run = LabeledRun.open(dir, labels, context)) {
      List<GenePairs.NodePair> nodes =
          types.in(run).map(List::of).orElseGet(() -> run.mapped(genes.toParams()));
      MappedGenes data = run.data();
      GenePairs pairs = run.find(data, nodes, genes.toParams());
      DonorMarkers donors = run.donorMarkers(data.expression(), replicates);
      Outputs.write(out(), file -> pairs.write(file, donors));
    }
    context.progress().info("The gene pairs are in " + out());
  }

  private Path out() {
    String parts = types.names().stream().map(PairsCommand::part).collect(joining());
    return dir.outputFile(out, "gene_pairs" + parts + ".tsv");
  }

  /** A cell type as part of a file name. */
  private static String part(String node) {
    return "." + node.replaceAll("[^\\p{L}\\p{N}+_-]+", "_");
  }
}
