package org.samap.cli.features;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.genome.GeneModels;
import org.samap.core.genome.ModelOverlap;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code samap annotations}: which genes of two annotations are the same. */
@Command(
    name = "annotations",
    header = "Links the genes of two annotations of one genome.",
    description = {
      "Compares the exons of the genes of two annotations of the same genome assembly, such as"
          + " those of Ensembl and of RefSeq, and writes a table for '--pairs ID,ID=FILE' of 'samap"
          + " run': two genes on the same strand, and the bases that their exons share as a part"
          + " of the bases of either."
    },
    customSynopsis = "samap annotations GTF GTF --out FILE [OPTIONS]",
    footer = {
      "",
      "Example: tables of RefSeq proteins for data with the genes of Ensembl",
      "  samap annotations ensembl.gtf.gz refseq.gtf.gz --gene-names ids --out links.tsv.gz",
      "  samap run --species hs=human.h5ad --species mm=mouse.h5ad --maps maps \\",
      "            --pairs hs,refseq=links.tsv.gz --through hs,mm=refseq --out hs_mm"
    })
public final class AnnotationsCommand implements Job {
  private static final double LEAST = 0.1;

  @Parameters(paramLabel = "GTF", arity = "0..*", description = "The two annotations; may be .gz.")
  private List<Path> files = new ArrayList<>();

  @Mixin private GeneNameArgs genes = new GeneNameArgs();

  @Option(
      names = "--min-overlap",
      paramLabel = "SHARE",
      description = "Leave out links of a smaller weight (default: ${DEFAULT-VALUE}).")
  private double least = LEAST;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The table to write, compressed if its name ends in .gz.")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    if (files.size() != 2) {
      throw new InputException(
          "annotations needs two GTF files, but has %d; see 'samap annotations --help'"
              .formatted(files.size()));
    }
    files.forEach(file -> Check.file("annotations", file));
    if (!(least >= 0 && least <= 1)) {
      throw new InputException("--min-overlap is %s; give a number from 0 to 1".formatted(least));
    }
    out();
  }

  @Override
  public void run(JobContext context) {
    GeneModels some = read(files.getFirst(), context);
    GeneModels others = read(files.getLast(), context);
    FeatureLinks links = ModelOverlap.link(some, others, least, genes.names());
    context.progress().info(links.summary("genes"));
    Outputs.write(out(), to -> links.write(to, "gene_a", "gene_b"));
    context.progress().info("The links are in " + out());
  }

  private static GeneModels read(Path file, JobContext context) {
    return context.progress().run("read " + file.getFileName(), 0, _ -> GeneModels.read(file));
  }

  private Path out() {
    return Outputs.file(
        "--out", Check.present("annotations", "--out FILE, the table to write", out), files);
  }
}
