package org.samap.cli.run;

import org.samap.cli.options.JobCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code samap run}: the whole job, from cells and BLAST tables to mapping scores. */
@Command(
    name = "run",
    header = "Maps two or more species onto each other.",
    description = {
      "Analyses each species, learns which genes and which cells correspond, and writes one"
          + " combined AnnData file and tables of mapping scores."
    },
    customSynopsis =
        "samap run --species ID=FILE --species ID=FILE [...] --maps DIR --out DIR [OPTIONS]",
    footer = {
      "",
      "Example: human against mouse, scored by the column cell_type of both files",
      "  samap run --species hs=human.h5ad --species mm=mouse.h5ad --maps maps \\",
      "            --labels hs=cell_type --labels mm=cell_type --out hs_mm",
      "",
      "A value written [ID=]VALUE is for one species (--hops hs=2) or for all (--hops 2).",
      "More memory: SAMAP_JAVA_OPTS=-Xmx24g samap run ..."
    })
public final class RunCommand implements JobCommand {
  @Mixin(name = "Run")
  private RunArgs args = new RunArgs();

  @Override
  public RunOptions call() {
    return args.toOptions("run", () -> args.out("run"));
  }
}
