package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.evolution.GeneQuery;
import org.samap.core.io.Tsv;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code samap query}: lists all partners of a gene. */
@Command(
    name = "query",
    header = "Lists all partners of a gene, by sequence and by expression.",
    description = {
      "Prints a table of all homologs of the given genes in other species, with their sequence"
          + " weight and refined weight, best first."
    },
    customSynopsis = "samap query DIR GENE [GENE ...] [OPTIONS]",
    footer = {
      "",
      "Example: the partners of a human gene in the run in hs_mm",
      "  samap query hs_mm hs_PAX6"
    })
public final class QueryCommand implements Job {
  @Mixin private RunDirArgs dir = new RunDirArgs();

  @Parameters(
      index = "1..*",
      paramLabel = "GENE",
      arity = "0..*",
      description =
          "A gene with its species, such as hs_PAX6. A name without species stands for the genes of"
              + " that name in all species.")
  private List<String> genes = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the table to this file (default: print it).")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    dir.folder();
    if (genes.isEmpty()) {
      throw new InputException("query needs GENE, such as hs_PAX6; see 'samap query --help'");
    }
    out.ifPresent(file -> Outputs.file("--out", file, dir.inputs()));
  }

  @Override
  public void run(JobContext context) {
    try (FinishedRun run = FinishedRun.open(dir.folder())) {
      GeneQuery query = GeneQuery.of(run.refinedHomology(), genes);
      for (String gene : query.withoutPartners()) {
        context.progress().warn(gene + " has no homolog in the homology graph of the run");
      }
      if (out.isPresent()) {
        Outputs.write(out.get(), file -> Tsv.write(file, query::writeTo));
      } else {
        Tsv.print(context.out(), query::writeTo);
      }
    }
  }
}
