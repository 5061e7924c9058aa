package org.samap.cli.inspect;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.options.SpeciesIds;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.pipeline.SpeciesInspection;
import org.samap.core.pipeline.SpeciesPreparation;
import org.samap.core.pipeline.TableInspection;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code samap inspect}: what files hold, before a run. */
@Command(
    name = "inspect",
    header = "Tells what data and tables hold, and whether their names match.",
    description = {
      "For each file: cells, empty cells, genes and the kind of their names, and whether the values"
          + " are counts, logged or scaled. With --maps also how many genes the data and the tables"
          + " share, how to match more, and what each pair of tables holds. Changes nothing."
    },
    customSynopsis = {
      "samap inspect FILE [FILE ...] [OPTIONS]",
      "       samap inspect --species ID=FILE [...] --maps DIR [OPTIONS]"
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

  @Option(
      names = "--species",
      paramLabel = "ID=FILE",
      description = "Data of a species, with its id as 'samap run' takes it.")
  private List<Assignment> species = new ArrayList<>();

  @Option(
      names = "--maps",
      paramLabel = "DIR",
      description = "Folder of the BLAST tables of all --species, as for 'samap run'.")
  private Optional<Path> maps = Optional.empty();

  @Mixin(name = "Resources")
  MemoryArgs memory = new MemoryArgs();

  @Override
  public void check() {
    Map<String, SpeciesInput> named = named();
    files();
    if (named.isEmpty() && files.isEmpty()) {
      throw new InputException(
          "inspect needs FILE or --species ID=FILE, the data; see 'samap inspect --help'");
    }
    if (maps.isPresent() && named.size() < 2) {
      throw new InputException(
          "--maps needs at least two species; give --species ID=FILE for each");
    }
    maps.ifPresent(folder -> Check.folder("--maps", folder));
  }

  @Override
  public void run(JobContext context) {
    PrintWriter out = context.out();
    for (SpeciesInput file : files()) {
      SpeciesLines.of(inspect(file, context), file.files().text()).forEach(out::println);
      out.println();
    }
    List<SpeciesInspection> inspected = new ArrayList<>();
    for (SpeciesInput input : named().values()) {
      SpeciesInspection inspection = inspect(input, context);
      SpeciesLines.of(inspection, input.id() + "  " + input.files().text()).forEach(out::println);
      out.println();
      inspected.add(inspection);
    }
    out.flush();
    maps.ifPresent(folder -> tables(folder, inspected, context));
  }

  private static void tables(Path maps, List<SpeciesInspection> species, JobContext context) {
    List<String> ids = species.stream().map(s -> s.input().id()).toList();
    TableInspection tables = TableInspection.of(maps, ids, context.workers(), context.progress());
    PrintWriter out = context.out();
    TableLines.pairs(tables).forEach(out::println);
    for (SpeciesInspection one : species) {
      out.println();
      TableLines.overlap(one, tables).forEach(out::println);
    }
  }

  private static SpeciesInspection inspect(SpeciesInput input, JobContext context) {
    int cells = SpeciesPreparation.check(input, false).cells();
    try (ExpressionStore store = context.resources().store(cells)) {
      return SpeciesInspection.of(input, store, context.workers());
    }
  }

  private Map<String, SpeciesInput> named() {
    Map<String, String> paths =
        new Assignments("--species", species).named("ID=FILE, such as hs=human.h5ad");
    SpeciesIds.require("--species", paths.keySet());
    Map<String, SpeciesInput> inputs = new LinkedHashMap<>();
    paths.forEach(
        (id, file) ->
            inputs.put(
                id, SpeciesInput.of(id, Check.fileOrFolder("--species " + id, Path.of(file)))));
    return inputs;
  }

  private List<SpeciesInput> files() {
    return files.stream()
        .map(file -> SpeciesInput.of("inspect", Check.fileOrFolder("inspect", file)))
        .toList();
  }
}
