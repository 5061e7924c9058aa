package org.samap.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.cli.options.SpeciesIds;
import org.samap.core.homology.HomologySources;
import org.samap.core.homology.SourcedGraph;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.SpeciesLinks;
import org.samap.core.io.Tsv;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap homology}: the graph of homologous genes, before any data. */
@Command(
    name = "homology",
    header = "Builds, describes and saves a graph of homologous genes.",
    description = {
      "Reads the links between genes as 'samap run' does, and prints a table: for every two species"
          + " the links, the genes, how many of them have a link, the mean and largest number of"
          + " links of these, and the source. With --out the graph is saved, for the --homology of"
          + " 'samap run'."
    },
    customSynopsis = {"samap homology --species ID,ID[,...] SOURCE [OPTIONS]", LinkArgs.SYNOPSIS},
    footer = {
      "",
      "Example: save the graph of search tables, and use it",
      "  samap homology --species hs,mm --maps maps --out hs_mm.graph",
      "  samap run --species hs=human.h5ad --species mm=mouse.h5ad --homology hs_mm.graph \\",
      "            --out hs_mm",
      "",
      "Example: zebrafish and mouse from the tables of both with human",
      "  samap homology --species dr,mm --pairs dr,hs=zebrafish_human.tsv \\",
      "            --pairs hs,mm=human_mouse.tsv --through hs --out dr_mm.graph"
    })
public final class HomologyCommand implements Job {
  @Option(
      names = "--species",
      paramLabel = "ID,ID",
      split = ",",
      description = "Ids of the species, at least two (default: those of --homology).")
  private List<String> species = new ArrayList<>();

  @Mixin private LinkArgs links = new LinkArgs();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Save the graph: as a table if the name ends in .tsv.gz, otherwise in binary form, which"
              + " is read many times faster.")
  private Optional<Path> out = Optional.empty();

  @Mixin(name = "Homology graph")
  private HomologyArgs homology = new HomologyArgs();

  @Override
  public void check() {
    SpeciesIds.require("--species", species);
    HomologySources sources = sources();
    if (species.size() < 2 && !(species.isEmpty() && sources.saved().isPresent())) {
      throw new InputException(
          "homology needs at least two species, but has %d; give --species ID,ID"
              .formatted(species.size()));
    }
    homology.toParams();
    out.ifPresent(file -> Outputs.file("--out", file, sources.given(species)));
  }

  private HomologySources sources() {
    return links.toSources("homology", species);
  }

  @Override
  public void run(JobContext context) {
    HomologySources sources = sources();
    SourcedGraph read =
        species.isEmpty()
            ? saved(sources.saved().orElseThrow())
            : sources.read(species, homology.toParams(), context.workers(), context.progress());
    Tsv.print(context.out(), table -> write(read, table));
    out.ifPresent(
        file -> {
          Outputs.write(file, read.graph()::save);
          context.progress().info("The graph is in " + file);
        });
  }

  private static SourcedGraph saved(Path file) {
    return SourcedGraph.saved(HomologyGraph.load(file), file);
  }

  private static void write(SourcedGraph read, Tsv table) {
    for (String title :
        List.of(
            "species", "other", "links", "genes", "linked", "mean_links", "most_links", "source")) {
      table.text(title);
    }
    table.endRow();
    for (SpeciesLinks two : SpeciesLinks.of(read.graph())) {
      String source = read.origin(two.first().species(), two.second().species());
      write(two, two.first(), two.second(), source, table);
      write(two, two.second(), two.first(), source, table);
    }
  }

  private static void write(
      SpeciesLinks two,
      SpeciesLinks.Linked one,
      SpeciesLinks.Linked other,
      String source,
      Tsv table) {
    table.text(one.species()).text(other.species()).number((long) two.links());
    table.number((long) one.genes()).number((long) one.linked());
    table.number(one.linked() == 0 ? 0.0 : (double) two.links() / one.linked());
    table.number((long) one.mostLinks()).text(source).endRow();
  }
}
