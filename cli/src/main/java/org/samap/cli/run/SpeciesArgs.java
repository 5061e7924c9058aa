package org.samap.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.LabelArgs;
import org.samap.cli.options.Setting;
import org.samap.core.anndata.counts.CellFilter;
import org.samap.core.anndata.formats.ReadOptions;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.pipeline.InputFiles;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.run.InputException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The species of a run, with their labels, clusters and names. */
public final class SpeciesArgs {
  /** What data without an id are called. */
  private static final String UNNAMED = "data";

  @Mixin private FileArgs data = new FileArgs();

  @Option(
      names = "--labels",
      paramLabel = LabelArgs.VALUE,
      description =
          "Cell types of a species, which are scored: "
              + LabelArgs.MEANING
              + " (default: the clusters).")
  private List<Assignment> labels = new ArrayList<>();

  @Option(
      names = "--clusters",
      paramLabel = LabelArgs.VALUE,
      description =
          "Clusters of a species, which limit the size of neighbourhoods: a column or table, as for"
              + " --labels (default: Leiden clusters).")
  private List<Assignment> clusters = new ArrayList<>();

  @Option(
      names = "--names",
      paramLabel = "ID=FILE",
      description =
          "Table of two columns: the name in the BLAST tables (of a transcript or protein) and the"
              + " gene in the data (default: the names are the same).")
  private List<Assignment> names = new ArrayList<>();

  @Option(
      names = "--layer",
      paramLabel = "[ID=]NAME",
      description =
          "Where the raw counts are: X, raw, or the name of a layer (default: raw if it exists,"
              + " otherwise X; another place if only that holds counts).")
  private List<Assignment> layer = new ArrayList<>();

  @Option(
      names = "--batch",
      paramLabel = "[ID=]COLUMN",
      description =
          "The column of obs that tells the batch of each cell, such as a donor. Neighbours are"
              + " then found without what tells batches apart (Harmony).")
  private List<Assignment> batch = new ArrayList<>();

  @Mixin private CellArgs cells = new CellArgs();

  @Option(
      names = "--resolution",
      paramLabel = "[ID=]R",
      description = "Resolution of the Leiden clusters: higher gives more (default: 3).")
  private List<Assignment> resolution = new ArrayList<>();

  @Mixin(name = "Formats other than AnnData")
  private FormatArgs formats = new FormatArgs();

  /**
   * The species in the order given.
   *
   * @throws InputException if they are fewer than two, an id cannot be used, or a file is missing
   */
  List<SpeciesInput> toSpecies(String command) {
    Map<String, InputFiles> files = data.toFiles();
    if (files.size() < 2) {
      throw new InputException(
          "%s needs at least two species, but has %d; give --species ID=FILE for each"
              .formatted(command, files.size()));
    }
    return inputs(files, files.keySet());
  }

  /** Any number of species in the order given. */
  public List<SpeciesInput> toSpecies() {
    Map<String, InputFiles> files = data.toFiles();
    return files.isEmpty() ? List.of() : inputs(files, files.keySet());
  }

  /** Data without an id, to which the values apply that name no species. */
  public List<SpeciesInput> unnamed(List<Path> paths) {
    Set<String> ids = new LinkedHashSet<>(data.toFiles().keySet());
    ids.add(UNNAMED);
    return paths.stream()
        .map(path -> inputs(Map.of(UNNAMED, InputFiles.of(path)), ids).getFirst())
        .toList();
  }

  private List<SpeciesInput> inputs(Map<String, InputFiles> files, Set<String> ids) {
    Map<String, LabelSource> labelsOf = LabelArgs.sources("--labels", labels, ids);
    Map<String, LabelSource> clustersOf = LabelArgs.sources("--clusters", clusters, ids);
    Map<String, Path> namesOf = Assignments.files("--names", names, ids);
    Setting<Optional<String>> layerOf =
        new Assignments("--layer", layer).setting(Optional.empty(), ids, Optional::of);
    Setting<Double> resolutionOf =
        new Assignments("--resolution", resolution)
            .setting(LeidenParams.defaults().resolution(), ids, SpeciesArgs::resolution);
    Setting<ReadOptions> readingOf = formats.toOptions(ids);
    formats.requireChoices(files);
    Setting<Optional<String>> batchOf =
        new Assignments("--batch", batch).setting(Optional.empty(), ids, Optional::of);
    Setting<CellFilter> cellsOf = cells.toFilters(ids);
    List<SpeciesInput> inputs = new ArrayList<>();
    files.forEach(
        (id, paths) ->
            inputs.add(
                new SpeciesInput(
                    id,
                    paths,
                    readingOf.of(id),
                    Optional.ofNullable(labelsOf.get(id)),
                    Optional.ofNullable(clustersOf.get(id)),
                    Optional.ofNullable(namesOf.get(id)),
                    layerOf.of(id),
                    resolutionOf.of(id),
                    batchOf.of(id),
                    cellsOf.of(id))));
    return inputs;
  }

  private static double resolution(String text) {
    return Check.positive("--resolution", Check.number("--resolution", text));
  }
}
