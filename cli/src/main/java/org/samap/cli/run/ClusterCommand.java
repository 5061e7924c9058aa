package org.samap.cli.run;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.options.ChangedFile;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.cli.options.Running;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code samap cluster}: a wanted number of clusters. */
@Command(
    name = "cluster",
    header = "Clusters the cells of a file into a wanted number of clusters.",
    description = {
      "Searches for the resolution at which Leiden finds as many clusters in the graph of a file"
          + " that 'samap sam' or 'samap run' wrote, or the nearest number to be had, and puts them"
          + " into a column of obs. Nothing else in the file is changed; what is no part of AnnData"
          + " stays, too."
    },
    customSynopsis = "samap cluster FILE --k N (--out FILE | --in-place) [OPTIONS]",
    footer = {
      "",
      "Example: 40 clusters, and their use in a run",
      "  samap cluster human_sam.h5ad --k 40 --out human_k40.h5ad",
      "  samap run --species hs=human_k40.h5ad --clusters hs=leiden_k40 ..."
    })
public final class ClusterCommand implements JobCommand {
  @Mixin(name = "Input")
  private Input input = new Input();

  @Mixin(name = "Output")
  private Output output = new Output();

  @Mixin(name = "Running")
  private Job job = new Job();

  /** The cells. */
  static final class Input {
    @Parameters(
        paramLabel = "FILE",
        arity = "0..1",
        description = "The AnnData file (.h5ad), with obsp['connectivities'].")
    Optional<Path> file = Optional.empty();

    @Option(names = "--k", paramLabel = "N", description = "The wanted number of clusters.")
    Optional<Integer> k = Optional.empty();
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--key",
        paramLabel = "NAME",
        description = "The column of obs, replaced if it exists (default: leiden_kN).")
    Optional<String> key = Optional.empty();

    @Mixin ChangedFile changed = new ChangedFile();
  }

  /** How the job runs. */
  static final class Job {
    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "0",
        description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    long seed;

    @Mixin Running running = new Running();
  }

  @Override
  public ClusterOptions call() {
    Path file = Check.file("cluster", Check.present("cluster", "FILE, the cells", input.file));
    int k =
        Check.atLeast("--k", Check.present("cluster", "--k N, the number of clusters", input.k), 1);
    String key = output.key.orElse("leiden_k" + k);
    if (key.isBlank() || key.indexOf('/') >= 0) {
      throw new InputException(
          "--key is '%s', which no column can be called; give a name without '/'".formatted(key));
    }
    Path out =
        Check.present(
            "cluster",
            "--out FILE, the file to write, or --in-place to change %s itself".formatted(file),
            output.changed.of(file));
    return new ClusterOptions(file, k, key, job.seed, out);
  }
}
