package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.finished.FinishedRunArgs;
import org.samap.cli.finished.PairArgs;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap pairs}: the genes through which cell types map. */
@Command(
    name = "pairs",
    header = "Finds the gene pairs through which cell types map to each other.",
    description = {
      "For each pair of mapped cell types: the linked genes that both of them express more than the"
          + " rest of their species, best first, with the p values of both as markers and the"
          + " weight of their link before and after the mapping."
    },
    customSynopsis = "samap pairs DIR [--a ID_TYPE --b ID_TYPE | --all] [OPTIONS]",
    footer = {
      "",
      "Examples: the genes of all mapped pairs, and those of one",
      "  samap pairs hs_mm --labels hs=cell_type --labels mm=cell_type",
      "  samap pairs hs_mm --a hs_B --b 'mm_B cell' --out b_cells.tsv"
    })
public final class PairsCommand implements JobCommand {
  @Mixin(name = "Input")
  private FinishedRunArgs input = new FinishedRunArgs();

  @Mixin(name = "Cell types")
  private CellTypes types = new CellTypes();

  @Mixin(name = "Genes")
  private PairArgs genes = new PairArgs();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** Which pairs of cell types. */
  static final class CellTypes {
    @Option(
        names = "--a",
        paramLabel = "ID_TYPE",
        description = "One cell type, its species in front, such as hs_B; goes with --b.")
    Optional<String> a = Optional.empty();

    @Option(names = "--b", paramLabel = "ID_TYPE", description = "A cell type of another species.")
    Optional<String> b = Optional.empty();

    @Option(
        names = "--all",
        description = "All pairs that reach --align-threshold (what is done without --a and --b).")
    boolean all;
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description =
            "The table, a .tsv or .tsv.gz file (default: gene_pairs.tsv in DIR, with the cell"
                + " types in its name if they were chosen).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public PairsOptions call() {
    Path run = input.folder("pairs");
    Map<String, LabelSource> labels = input.labels("pairs");
    GenePairs.Params params = genes.toParams();
    Optional<PairsOptions.NodeNames> nodes = nodes();
    String name =
        nodes.map(n -> "gene_pairs." + plain(n.a()) + "." + plain(n.b())).orElse("gene_pairs");
    Path out = output.out.orElse(run.resolve(name + ".tsv"));
    return new PairsOptions(run, labels, nodes, params, Check.outputFile("--out", out));
  }

  private Optional<PairsOptions.NodeNames> nodes() {
    if (types.a.isEmpty() && types.b.isEmpty()) {
      return Optional.empty();
    }
    if (types.all) {
      throw new InputException("--all goes without --a and --b; leave one or the other out");
    }
    if (types.a.isEmpty() || types.b.isEmpty()) {
      throw new InputException("--a and --b go together; give two cell types, or none for all");
    }
    return Optional.of(new PairsOptions.NodeNames(types.a.get(), types.b.get()));
  }

  /** A cell type as a part of a file's name. */
  private static String plain(String node) {
    return node.replaceAll("[^\\p{L}\\p{N}+_-]+", "_");
  }
}
