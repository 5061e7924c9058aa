package org.samap.cli.bench.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.options.JobContext;
import org.samap.core.analysis.confidence.ForcedMatches;
import org.samap.core.analysis.confidence.MatchEvidence;
import org.samap.core.analysis.scores.LabelTransfer;
import org.samap.core.analysis.scores.LinkNull;
import org.samap.core.io.FileTree;
import org.samap.core.io.OutputFile;
import org.samap.core.io.OutputFolder;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.LinkedSpecies;

/** The whole evaluation. */
public final class EvidenceJob {
  private static final List<Double> THRESHOLDS = List.of(0.0, 0.5, 0.9);
  private static final List<Double> MAX_ERRORS = List.of(0.05, 0.1, 0.2);

  /** The default of {@code samap transfer}. */
  private static final String TRUSTING_FEW = "max-error 0.1";

  private static final String TRUSTING_ALL = "threshold 0.5";

  private final EvidenceSize size;
  private final long seed;
  private final Path out;

  /** Holds the tables, and what is measured, until all is done: whatever else is there stays. */
  private final OutputFolder files;

  private final Workers workers;
  private final Progress progress;
  private final List<JudgedMatch> matches = new ArrayList<>();
  private final TransferCounts transfers = new TransferCounts();
  private final NullCounts nulls = new NullCounts();

  private EvidenceJob(
      EvidenceSize size, long seed, Path out, OutputFolder files, JobContext context) {
    this.size = size;
    this.seed = seed;
    this.out = out;
    this.files = files;
    this.workers = context.workers();
    this.progress = context.progress();
  }

  /**
   * @throws InputException if the folder does not hold the immune data
   */
  public static void check(Path immune) {
    for (String file : List.of(ImmuneEvidence.HUMAN, ImmuneEvidence.MOUSE, ImmuneEvidence.MAPS)) {
      if (!Files.exists(immune.resolve(file))) {
        throw new InputException(
            "%s: has no %s; give the folder of the immune data".formatted(immune, file));
      }
    }
  }

  /**
   * Maps all cases and writes the tables.
   *
   * @param quick whether to take a minute only
   * @param immune the folder of the immune data, if they are given
   * @param seed the first seed of simulations and stresses
   * @param folder for the tables; the page is beside it, and has its name with .md
   * @throws InputException if there is a page that is not one of this command
   */
  public static void run(
      boolean quick, Optional<Path> immune, long seed, Path folder, JobContext context) {
    EvidenceSize size = quick ? EvidenceSize.quick() : EvidenceSize.full();
    checkPage(page(folder));
    try (OutputFolder files = OutputFolder.prepare(folder)) {
      new EvidenceJob(size, seed, folder, files, context).run(immune);
    }
    context.progress().info("The tables are in %s and %s".formatted(page(folder), folder));
  }

  private static Path page(Path folder) {
    Path named = folder.toAbsolutePath().normalize(); // "." has no name of its own
    return named.resolveSibling(named.getFileName() + ".md");
  }

  private static void checkPage(Path page) {
    try {
      if (Files.exists(page)) {
        EvidenceDocument.files(Files.readString(page));
      }
    } catch (InputException e) {
      throw new InputException(
          "%s: would be replaced, but %s; choose another --out".formatted(page, e.getMessage()), e);
    } catch (IOException e) {
      throw InputException.unreadable(page, e);
    }
  }

  private void run(Optional<Path> immune) {
    for (int i = 0; i < size.seeds(); i++) {
      Path maps = files.file("maps");
      measure(SimulatedEvidence.of(size, seed + i, maps, workers));
      delete(maps);
    }
    if (immune.isPresent()) {
      LinkedSpecies species = ImmuneEvidence.read(immune.get(), workers, progress);
      for (int i = 0; i < size.stressSeeds(); i++) {
        measure(ImmuneEvidence.of(species, size, seed + i, i == 0));
      }
    }
    write();
  }

  private void measure(EvidenceData data) {
    for (EvidenceData.Row row : data.rows()) {
      StressedCase stressed = data.under(row);
      progress.perform(
          "%s: %s, seed %d".formatted(data.name(), row.name(), data.seed()),
          0,
          _ -> {
            try (MappedCase mapped = MappedCase.of(stressed, files.file("case"), workers)) {
              MatchEvidence evidence = mapped.evidence();
              Optional<LinkNull> links =
                  EvidenceSize.testsLinks(row.name()) && data.seed() - seed < data.linkSeeds()
                      ? Optional.of(mapped.linkNull(size.links()))
                      : Optional.empty();
              add(stressed, mapped.result(evidence, links));
              ask(stressed, mapped, evidence);
              if (row.name().equals(EvidenceSize.NO_HOMOLOGY)) {
                links.ifPresent(new NullTests(data.name(), mapped, nulls)::withoutHomology);
              }
            }
            add(stressed, Baseline.of(stressed.species(), workers));
          });
    }
  }

  private void add(StressedCase stressed, MethodResult result) {
    matches.addAll(JudgedMatch.of(stressed, result));
    LabelTransfer.Params defaults = LabelTransfer.Params.defaults();
    for (double threshold : THRESHOLDS) {
      transfer(stressed, result, "threshold " + threshold, defaults.withThreshold(threshold));
    }
    for (double maxError : result.judgements().isEmpty() ? List.<Double>of() : MAX_ERRORS) {
      double least = ForcedMatches.confidence(maxError);
      transfer(stressed, result, "max-error " + maxError, defaults.withMinMatch(least));
    }
  }

  private void transfer(
      StressedCase stressed, MethodResult result, String rule, LabelTransfer.Params params) {
    LabelTransfer.Matches matches = (a, b) -> result.judgement(a, b).confidence();
    transfers.add(
        stressed,
        result,
        rule,
        LabelTransfer.of(result.edges(), result.labels(), result.crossK(), params, matches));
  }

  /** Asks what should have no answer. */
  private void ask(StressedCase stressed, MappedCase mapped, MatchEvidence evidence) {
    NullTests tests = new NullTests(stressed.data(), mapped, nulls);
    if (stressed.row().equals(EvidenceSize.FULL)) {
      tests.labels(size.trials(), stressed.seed());
      tests.enrichment(evidence, size.terms(), stressed.seed(), workers);
    }
    if (stressed.row().equals(EvidenceSize.NO_HOMOLOGY)) {
      tests.withoutHomology();
    }
  }

  private void write() {
    Map<String, EvidenceTable> tables = new LinkedHashMap<>();
    RobustnessTable.by(matches, m -> m.of().data())
        .forEach((data, own) -> tables.put("robustness-" + data, RobustnessTable.of(own)));
    tables.put("kinds", KindTable.of(matches));
    tables.put("reliability", ReliabilityTable.of(matches));
    tables.put("significance", SignificanceTable.of(matches));
    tables.put("changes", ChangeTable.of(matches));
    tables.put("transfer", transfers.byCase(TRUSTING_FEW, TRUSTING_ALL));
    tables.put("transfer-rules", transfers.byRule());
    tables.put("nulls", nulls.table());
    tables.forEach((name, table) -> table.write(files.file(name + ".csv")));
    new EvidenceTable(JudgedMatch.COLUMNS, matches.stream().map(JudgedMatch::fields).toList())
        .write(files.file("matches.csv"));
    files.commit();
    writePage(tables.keySet().stream().map(name -> name + ".csv").toList());
  }

  /** Renews the tables of the page, or writes one. */
  private void writePage(List<String> files) {
    Path page = page(out);
    try {
      String text = Files.exists(page) ? Files.readString(page) : EvidenceDocument.of(files);
      OutputFile.writeText(page, to -> to.write(EvidenceDocument.filled(text, out)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
