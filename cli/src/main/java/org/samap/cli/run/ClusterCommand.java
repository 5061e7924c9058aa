package org.samap.cli.run;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.options.ChangedFile;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.SeedArgs;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code samap cluster}: finds a given number of clusters. */
@Command(
    name = "cluster",
    header = "Finds a given number of clusters.",
    description = {
      "Searches for the resolution at which Leiden finds N clusters, or the nearest possible"
          + " number, in the graph of a file that 'samap sam' or 'samap run' wrote. Adds the"
          + " clusters to obs as a column, and changes nothing else in the file."
    },
    customSynopsis = "samap cluster FILE --k N (--out FILE | --in-place) [OPTIONS]",
    footer = {
      "",
      "Example: find 40 clusters and use them in a run",
      "  samap cluster human_sam.h5ad --k 40 --out human_k40.h5ad",
      "  samap run --species hs=human_k40.h5ad --clusters hs=leiden_k40 ..."
    })
public final class ClusterCommand implements Job {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description =
          "The AnnData file (.h5ad; or another that holds AnnData, which --out converts), with"
              + " obsp['connectivities'].")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--k", paramLabel = "N", description = "Number of clusters to find.")
  private Optional<Integer> k = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "NAME",
      description =
          "Name of the column of obs, which is replaced if it exists (default: leiden_kN).")
  private Optional<String> key = Optional.empty();

  @Mixin private ChangedFile changed = new ChangedFile();
  @Mixin private SeedArgs seed = new SeedArgs();

  @Override
  public void check() {
    file();
    k();
    key();
    out();
  }

  @Override
  public void run(JobContext context) {
    new ClusterJob(this, context).run();
  }

  /** The file with the cells and their graph. */
  Path file() {
    return Check.fileOrFolder("cluster", Check.present("cluster", "FILE, the cells", file));
  }

  /** The number of clusters to find. */
  int k() {
    return Check.atLeast("--k", Check.present("cluster", "--k N, the number of clusters", k), 1);
  }

  /** The column of {@code obs} for the clusters. */
  String key() {
    String name = key.orElseGet(() -> "leiden_k" + k());
    if (name.isBlank() || name.indexOf('/') >= 0) {
      throw new InputException(
          "--key is '%s', which cannot be the name of a column; give a name without '/'"
              .formatted(name));
    }
    return name;
  }

  LeidenParams leiden() {
    return LeidenParams.defaults().withSeed(seed.seed);
  }

  /** The file to write, which is {@link #file} itself with {@code --in-place}. */
  Path out() {
    return Check.present(
        "cluster",
        "--out FILE, the file to write, or --in-place to change %s itself".formatted(file()),
        changed.of(file(), DataFiles.files(file())));
  }
}
