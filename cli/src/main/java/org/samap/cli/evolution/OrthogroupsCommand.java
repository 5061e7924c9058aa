package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.finished.AnnotationNameArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.evolution.EggnogPairs;
import org.samap.core.homology.graph.TranscriptNames;
import org.samap.core.homology.pairs.EggnogGroups;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap orthogroups}: lists pairs of genes in the same group of eggNOG. */
@Command(
    name = "orthogroups",
    header = "Lists pairs of genes in the same orthologous group, from files of eggNOG-mapper.",
    description = {
      "Writes all pairs of genes of different species that eggNOG-mapper put into the same"
          + " orthologous group of a taxon. Give the table to --orthologs of 'samap paralogs' or"
          + " 'samap triangles'."
    },
    customSynopsis = "samap orthogroups DIR --eggnog ID=FILE [...] --taxon TAXON [OPTIONS]",
    footer = {
      "",
      "Example: groups of animals for the run in hs_mm",
      "  samap orthogroups hs_mm --eggnog hs=hs.emapper.annotations --eggnog"
          + " mm=mm.emapper.annotations \\",
      "    --taxon 33208"
    })
public final class OrthogroupsCommand implements Job {
  @Mixin private RunDirArgs dir = new RunDirArgs();

  @Option(
      names = "--eggnog",
      paramLabel = "ID=FILE",
      description = "The .annotations file of eggNOG-mapper (versions 1 to 2.1) for a species.")
  private List<Assignment> eggnog = new ArrayList<>();

  @Mixin private AnnotationNameArgs names = new AnnotationNameArgs();

  @Option(
      names = "--taxon",
      paramLabel = "TAXON",
      description =
          "Taxon of the groups, as written after the @ of a group, such as 33208, Metazoa or"
              + " meNOG.")
  private Optional<String> taxon = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The table, .tsv or .tsv.gz (default: DIR/orthogroups.tsv).")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    int species = files().size();
    if (species < 2) {
      throw new InputException(
          "orthogroups needs --eggnog ID=FILE for at least two species, but has %d; add files"
              .formatted(species));
    }
    names.of(dir.species());
    taxon();
    out();
  }

  @Override
  public void run(JobContext context) {
    try (FinishedRun run = FinishedRun.open(dir.folder())) {
      TranscriptNames known = TranscriptNames.none();
      for (Map.Entry<String, Path> file : names.of(dir.species()).entrySet()) {
        known = known.withFile(file.getKey(), file.getValue());
      }
      Map<String, EggnogGroups> groups = new HashMap<>();
      files().forEach((id, file) -> groups.put(id, EggnogGroups.read(file, taxon())));
      EggnogPairs pairs = EggnogPairs.of(run.genes(), groups, known);
      Outputs.write(out(), pairs::write);
      context.progress().info("%d pairs are in %s".formatted(pairs.pairs().size(), out()));
    }
  }

  private Map<String, Path> files() {
    return Assignments.files("--eggnog", eggnog, dir.species());
  }

  private String taxon() {
    return Check.present("orthogroups", "--taxon TAXON", taxon);
  }

  private Path out() {
    return dir.outputFile(out, "orthogroups.tsv");
  }
}
