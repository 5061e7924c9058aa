package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.Inputs;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.cli.options.SeedArgs;
import org.samap.core.analysis.evolution.CellTypeFamilies;
import org.samap.core.analysis.evolution.DivergenceTimes;
import org.samap.core.analysis.evolution.SpeciesPair;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.io.OutputFolder;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.RunFiles;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code samap families}: groups the cell types of many species. */
@Command(
    name = "families",
    header = "Groups cell types of many species into families, and tells lineages from programs.",
    description = {
      "Joins the cell types of one run or several by their scores, and finds families in that"
          + " graph. Tests for each family whether scores fall with the time since the species"
          + " diverged. In a lineage they do; in a program that any cell can switch on they do not."
          + " Types of several runs with the same species and label are the same type."
    },
    customSynopsis = "samap families DIR [DIR ...] --divergence FILE [OPTIONS]",
    footer = {
      "",
      "Example: families over three pairwise runs",
      "  samap families hs_mm hs_dr mm_dr --divergence times.tsv --out families"
    })
public final class FamiliesCommand implements Job {
  private static final CellTypeFamilies.Params DEFAULTS = CellTypeFamilies.Params.defaults();

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(
      paramLabel = "DIR",
      arity = "0..*",
      description = "Folders of finished runs, which 'samap run' wrote.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--divergence",
      paramLabel = "FILE",
      description =
          "Table of divergence times, with three columns: species, species and time; a row for each"
              + " pair of species.")
  private Optional<Path> divergence = Optional.empty();

  @Mixin private CellTypeArgs labels = new CellTypeArgs();

  @Option(
      names = "--min-score",
      paramLabel = "S",
      description = "Join types with a score above this (default: ${DEFAULT-VALUE}).")
  private double minScore = DEFAULTS.minScore();

  @Option(
      names = "--all-partners",
      description = "Join all types above --min-score, not only those that are each other's best.")
  private boolean allPartners;

  @Option(
      names = "--exclude",
      paramLabel = "ID,ID",
      description = "Do not join types of these two species; can be repeated.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--resolution",
      paramLabel = "R",
      description =
          "Resolution of the Leiden families: higher gives more (default: ${DEFAULT-VALUE}).")
  private double resolution = DEFAULTS.leiden().resolution();

  @Mixin private SeedArgs seed = new SeedArgs();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for families.tsv, family_nodes.tsv and family_pairs.tsv (default: DIR/families;"
              + " needed for several runs).")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    if (runs.isEmpty()) {
      throw new InputException(
          "families needs DIR, the folder of a run; see 'samap families --help'");
    }
    Set<String> species = species();
    divergence();
    if (out.isEmpty() && runs.size() > 1) {
      throw new InputException("families of several runs needs --out DIR; name a folder");
    }
    labels.sources(species);
    params(species);
    out();
  }

  @Override
  public void run(JobContext context) {
    Set<String> species = species();
    DivergenceTimes times = DivergenceTimes.read(divergence());
    List<MappingScores> scores = new ArrayList<>();
    for (Path path : runs) {
      try (FinishedRun run = FinishedRun.open(path)) {
        Map<String, LabelSource> own = new LinkedHashMap<>(labels.sources(species));
        own.keySet().retainAll(run.ids());
        scores.add(run.score(own, 0, context.progress()));
      }
    }
    CellTypeFamilies families =
        CellTypeFamilies.of(scores, times, params(species), context.workers());
    try (OutputFolder folder = OutputFolder.prepare(out())) {
      families.write(folder.file("families.tsv"));
      families.writeNodes(folder.file("family_nodes.tsv"));
      families.writePairs(folder.file("family_pairs.tsv"));
      folder.commit();
    }
    context.progress().info("%d families are in %s".formatted(families.families().size(), out()));
  }

  private Set<String> species() {
    Set<String> ids = new TreeSet<>();
    runs.forEach(run -> ids.addAll(RunDirArgs.species("families", run)));
    return ids;
  }

  private Path divergence() {
    return Check.file("--divergence", Check.present("families", "--divergence FILE", divergence));
  }

  private CellTypeFamilies.Params params(Set<String> species) {
    return DEFAULTS
        .withMinScore(minScore)
        .withReciprocal(!allPartners)
        .withExcluded(excluded(species))
        .withLeiden(
            LeidenParams.defaults()
                .withResolution(Check.positive("--resolution", resolution))
                .withSeed(seed.seed));
  }

  private Set<SpeciesPair> excluded(Set<String> species) {
    Set<SpeciesPair> pairs = new HashSet<>();
    for (String text : exclude) {
      String[] two = text.split(",", -1);
      if (two.length != 2 || two[0].equals(two[1])) {
        throw new InputException(
            "--exclude is '%s'; give two species, such as hs,mm".formatted(text));
      }
      Assignments.requireSpecies("--exclude", two[0], species);
      Assignments.requireSpecies("--exclude", two[1], species);
      pairs.add(SpeciesPair.of(two[0], two[1]));
    }
    return pairs;
  }

  private Path out() {
    List<Path> inputs = new ArrayList<>(Inputs.named(command));
    runs.forEach(run -> inputs.addAll(RunFiles.readIn(run)));
    return Outputs.folder(
        "--out",
        out.orElseGet(() -> runs.getFirst().resolve("families")),
        RunFiles.madeIn("families", species()),
        inputs);
  }
}
