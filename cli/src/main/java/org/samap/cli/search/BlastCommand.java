package org.samap.cli.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.cli.options.SpeciesIds;
import org.samap.core.homology.search.ProgramSearch;
import org.samap.core.homology.search.SearchEngine;
import org.samap.core.homology.search.SequenceFile;
import org.samap.core.homology.search.SequenceType;
import org.samap.core.homology.search.TableSearch;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code samap blast}: homology tables from sequences. */
@Command(
    name = "blast",
    header = "Makes the homology tables of species from their sequences.",
    description = {
      "Searches the sequences of each species among those of each other with DIAMOND, MMseqs2 or"
          + " BLAST+, whichever is installed, and writes the tables that 'samap run --maps' reads."
          + " Tables that are there already are not made again."
    },
    customSynopsis = "samap blast --species ID=FASTA --species ID=FASTA --maps DIR [OPTIONS]",
    footer = {
      "",
      "Example:",
      "  samap blast --species hs=human.fa --species mm=mouse.fa --maps maps"
    })
public final class BlastCommand implements Job {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String AUTO = "auto";

  @Option(
      names = "--species",
      paramLabel = "ID=FASTA[:TYPE]",
      description = {
        "Sequences of a species, plain or gzip; two or more. The first word of a title is the name."
            + " TYPE is prot or nucl (default: told from the letters)."
      })
  private List<Assignment> species = new ArrayList<>();

  @Option(
      names = "--maps",
      paramLabel = "DIR",
      description = "Folder of the tables; made if needed.")
  private Optional<Path> maps = Optional.empty();

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = {
        "diamond (targets must be proteins), mmseqs or blast; auto takes the first of these that is"
            + " installed and fits (default: auto)."
      })
  private String engine = AUTO;

  @Option(
      names = "--gpu",
      description = {
        "Search proteins on an NVIDIA GPU, which MMseqs2 from release 16 on can use where it was"
            + " built for it."
      })
  private boolean gpu;

  @Option(names = "--force", description = "Replace tables that were made otherwise.")
  private boolean force;

  @Override
  public void check() {
    if (species.size() < 2) {
      throw new InputException(
          "blast needs at least two species, but has %d; give --species ID=FASTA for each"
              .formatted(species.size()));
    }
    Map<String, String> files = files();
    SpeciesIds.require("--species", files.keySet());
    files.values().forEach(file -> Check.file("--species", Path.of(withoutType(file))));
    engine();
    maps();
  }

  @Override
  public void run(JobContext context) {
    List<SequenceFile> sequences =
        files().entrySet().stream().map(e -> read(e.getKey(), e.getValue())).toList();
    for (SequenceFile s : sequences) {
      context
          .progress()
          .info(
              "%s: %,d sequences of %s in %s"
                  .formatted(
                      s.id(),
                      s.names().size(),
                      s.type() == SequenceType.PROTEIN ? "amino acids" : "nucleotides",
                      s.path()));
    }
    new TableSearch(
            maps(),
            new ProgramSearch(System.getenv().getOrDefault("PATH", ""), PATIENCE),
            engine(),
            context.workers().threads(),
            gpu,
            force)
        .run(sequences, context.progress());
    context.out().printf("The tables are in %s%n", maps());
  }

  private Map<String, String> files() {
    return new Assignments("--species", species).named("ID=FASTA");
  }

  private static SequenceFile read(String id, String value) {
    return SequenceFile.read(id, Path.of(withoutType(value)), type(value));
  }

  private static String withoutType(String value) {
    return type(value).isPresent() ? value.substring(0, value.lastIndexOf(':')) : value;
  }

  private static Optional<SequenceType> type(String value) {
    if (value.endsWith(":prot")) {
      return Optional.of(SequenceType.PROTEIN);
    }
    return value.endsWith(":nucl") ? Optional.of(SequenceType.NUCLEOTIDE) : Optional.empty();
  }

  private Optional<SearchEngine> engine() {
    return engine.equals(AUTO)
        ? Optional.empty()
        : Optional.of(Check.choice("--engine", SearchEngine.class, engine));
  }

  private Path maps() {
    return Outputs.folder(
        "--maps",
        maps.orElseThrow(
            () -> new InputException("blast needs --maps DIR, the folder of the tables")));
  }
}
