package org.samap.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.options.Outputs;
import org.samap.cli.options.SeedArgs;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.counts.CellFilter;
import org.samap.core.anndata.counts.GeneJoin;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.engine.Session;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.homology.graph.NameFix;
import org.samap.core.pipeline.InputFiles;
import org.samap.core.pipeline.PreparedSpecies;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SpeciesHeader;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.pipeline.SpeciesPreparation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code samap sam}: analyses one species by itself. */
@Command(
    name = "sam",
    header = "Analyses one species by itself.",
    description = {
      "Computes gene weights, the neighbour graph, clusters, and the components that a mapping"
          + " uses. 'samap run' takes the result as it is, which saves time when a species is"
          + " mapped more than once."
    },
    customSynopsis = "samap sam FILE [FILE ...] --out FILE [OPTIONS]",
    footer = {"", "Example:", "  samap sam human.h5ad --out human_sam.h5ad --resolution 2"})
public final class SamCommand implements Job {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "The cells: AnnData (.h5ad, .zarr), MuData, a 10x Genomics HDF5 file (.h5), loom, a"
              + " Matrix Market file (.mtx) or folder, or a text table. The cells of several files"
              + " follow one another.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--join-genes",
      paramLabel = "HOW",
      description =
          "Which genes are used of several files: intersection (those that all have) or union"
              + " (default: ${DEFAULT-VALUE}).")
  private GeneJoin joinGenes = GeneJoin.INTERSECTION;

  @Option(
      names = "--fix-names",
      paramLabel = "HOW",
      description =
          "Where Ensembl ids of several files differ in their versions: none (tell what would match"
              + " more), or auto (an id is one gene in all its versions) (default:"
              + " ${DEFAULT-VALUE}).")
  private NameFix nameFix = NameFix.NONE;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description =
          "Where the raw counts are: X, raw, or the name of a layer (default: raw if it exists,"
              + " otherwise X; another place if only that holds counts).")
  private Optional<String> layer = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "COLUMN",
      description =
          "The column of obs that tells the batch of each cell, such as a donor. Neighbours are"
              + " then found without what tells batches apart (Harmony).")
  private Optional<String> batch = Optional.empty();

  @Option(
      names = "--min-counts",
      paramLabel = "N",
      description =
          "Leave out cells with fewer counts (default: only cells without any are left out).")
  private int minCounts;

  @Option(
      names = "--min-genes",
      paramLabel = "N",
      description = "Leave out cells with counts of fewer genes (default: 0).")
  private int minGenes;

  @Option(
      names = "--subsample",
      paramLabel = "N",
      description = "Use at most N cells, drawn by --seed (default: all).")
  private Optional<Integer> subsample = Optional.empty();

  @Option(
      names = "--resolution",
      paramLabel = "R",
      description =
          "Resolution of the Leiden clusters: higher gives more (default: ${DEFAULT-VALUE}).")
  private double resolution = LeidenParams.defaults().resolution();

  @Mixin private SeedArgs seed = new SeedArgs();

  @Option(names = "--no-umap", description = "Do not compute the layout in two dimensions.")
  private boolean noUmap;

  @Option(names = "--out", paramLabel = "FILE", description = "The AnnData file to write.")
  private Optional<Path> out = Optional.empty();

  @Mixin(name = "Formats other than AnnData")
  private ReadArgs reading = new ReadArgs();

  @Mixin(name = "Preprocessing")
  private PreprocessArgs preprocess = new PreprocessArgs();

  @Mixin(name = "Analysis")
  private SamArgs sam = new SamArgs();

  @Mixin(name = "Resources")
  MemoryArgs memory = new MemoryArgs();

  @Override
  public void check() {
    input();
    params();
    out();
  }

  @Override
  public void run(JobContext context) {
    context.resources().requireEngine();
    SpeciesHeader header = SpeciesPreparation.check(input(), params().species().redo());
    header.remedy().ifPresent(context.progress()::warn);
    Resources resources = context.resources().orWork(Outputs.makeFolderOf(out()));
    try (ExpressionStore store = resources.store(header.cells());
        Session session = resources.open(header.cells(), context.workers(), context.progress());
        PreparedSpecies.WithFile species =
            SpeciesPreparation.prepare(input(), params(), store, context.workers(), session)) {
      context
          .progress()
          .perform(
              "write",
              0,
              phase -> AnnDataWriter.write(species.annotated(), out(), context.workers(), phase));
    }
    context.progress().info("The result is in " + out());
  }

  /** The cells. */
  SpeciesInput input() {
    Check.present("sam", "FILE, the cells", files.stream().findFirst());
    return new SpeciesInput(
        "sam",
        new InputFiles(
                files.stream().map(file -> Check.fileOrFolder("sam", file)).toList(), joinGenes)
            .withNameFix(nameFix),
        reading.toOptions(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        layer,
        Check.positive("--resolution", resolution),
        batch,
        new CellFilter(
            minCounts, minGenes, subsample.map(OptionalInt::of).orElse(OptionalInt.empty())));
  }

  /** The parameters of the analysis, as those of a run. */
  RunParams params() {
    return RunParams.defaults()
        .withSpecies(_ -> sam.toParams(preprocess.toParams()))
        .withSeed(seed.seed)
        .withUmap(!noUmap);
  }

  /** The file of the result. */
  Path out() {
    return Outputs.file(
        "--out", Check.present("sam", "--out FILE, the file to write", out), input().files().all());
  }
}
