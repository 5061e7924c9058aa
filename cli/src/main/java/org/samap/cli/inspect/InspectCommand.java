package org.samap.cli.inspect;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.run.HomologyArgs;
import org.samap.cli.run.LinkArgs;
import org.samap.cli.run.SpeciesArgs;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.homology.HomologySources;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.pipeline.SpeciesInspection;
import org.samap.core.pipeline.SpeciesPreparation;
import org.samap.core.pipeline.TableInspection;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code samap inspect}: what files hold, before a run. */
@Command(
    name = "inspect",
    header = "Tells what data and tables hold, and whether their names match.",
    description = {
      "For each file: cells, empty cells, genes and the kind of their names, and whether the values"
          + " are counts, logged or scaled. With tables of homologous genes (--maps, --pairs, ...)"
          + " also how many genes the data and the tables share, how to match more, and what each"
          + " pair of tables holds. Takes the options of 'samap run' that say how data and tables"
          + " are read, and tells what a run would do with them. Of sequences (FASTA) it says which"
          + " commands take them. Changes nothing."
    },
    customSynopsis = {
      "samap inspect FILE [FILE ...] [OPTIONS]",
      "       samap inspect --species ID=FILE [...] SOURCE [OPTIONS]",
      LinkArgs.SYNOPSIS
    },
    footer = {
      "",
      "Examples:",
      "  samap inspect human.h5ad",
      "  samap inspect --species hs=human.h5ad --species mm=mouse.h5ad --maps maps"
    })
public final class InspectCommand implements Job {
  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Data to look into.")
  private List<Path> files = new ArrayList<>();

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private SpeciesArgs species = new SpeciesArgs();
  @Mixin private LinkArgs links = new LinkArgs();

  @Mixin(name = "Homology graph")
  private HomologyArgs homology = new HomologyArgs();

  @Mixin(name = "Resources")
  MemoryArgs memory = new MemoryArgs();

  @Override
  public void check() {
    List<SpeciesInput> named = named();
    unnamed();
    fasta();
    if (named.isEmpty() && files.isEmpty()) {
      throw new InputException(
          "inspect needs FILE or --species ID=FILE, the data; see 'samap inspect --help'");
    }
    if (links.areGiven()) {
      sources(named);
    }
  }

  @Override
  public void run(JobContext context) {
    PrintWriter out = context.out();
    for (Path file : fasta()) {
      FastaLines.of(file).forEach(out::println);
      out.println();
    }
    for (SpeciesInput file : unnamed()) {
      SpeciesLines.of(inspect(file, context), file.files().text()).forEach(out::println);
      out.println();
    }
    List<SpeciesInspection> inspected = new ArrayList<>();
    for (SpeciesInput input : named()) {
      SpeciesInspection inspection = inspect(input, context);
      SpeciesLines.of(inspection, input.id() + "  " + input.files().text()).forEach(out::println);
      out.println();
      inspected.add(inspection);
    }
    out.flush();
    if (links.areGiven()) {
      tables(inspected, context);
    }
  }

  private void tables(List<SpeciesInspection> inspected, JobContext context) {
    List<SpeciesInput> named = inspected.stream().map(SpeciesInspection::input).toList();
    TableInspection tables =
        TableInspection.of(
            sources(named),
            named.stream().map(SpeciesInput::id).toList(),
            homology.toParams(),
            context.workers(),
            context.progress());
    PrintWriter out = context.out();
    TableLines.pairs(tables).forEach(out::println);
    for (SpeciesInspection one : inspected) {
      out.println();
      TableLines.overlap(one, tables).forEach(out::println);
    }
    out.println();
    TableLines.match(tables, inspected, homology.toParams(), command).forEach(out::println);
  }

  private HomologySources sources(List<SpeciesInput> named) {
    if (named.size() < 2) {
      throw new InputException(
          "tables of homologous genes need at least two species; give --species ID=FILE for each");
    }
    return links.toSources("inspect", named.stream().map(SpeciesInput::id).toList());
  }

  private static SpeciesInspection inspect(SpeciesInput input, JobContext context) {
    int cells = SpeciesPreparation.check(input, false).cells();
    try (ExpressionStore store = context.resources().store(cells)) {
      return SpeciesInspection.of(input, store, context.workers());
    }
  }

  private List<SpeciesInput> named() {
    return homology.joined(species.toSpecies());
  }

  /** The sequences among the files. */
  private List<Path> fasta() {
    return files().stream().filter(DataFiles::isFasta).toList();
  }

  /** The data among the files. */
  private List<SpeciesInput> unnamed() {
    return species.unnamed(files().stream().filter(file -> !DataFiles.isFasta(file)).toList());
  }

  private List<Path> files() {
    return files.stream().map(file -> Check.fileOrFolder("inspect", file)).toList();
  }
}
