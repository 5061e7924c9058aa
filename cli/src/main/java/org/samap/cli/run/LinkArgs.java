package org.samap.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.core.homology.HomologySources;
import org.samap.core.homology.PairFile;
import org.samap.core.run.InputException;
import picocli.CommandLine.Option;

/** Where the links between genes come from. */
final class LinkArgs {
  @Option(
      names = "--maps",
      paramLabel = "DIR",
      description =
          "Folder of the BLAST tables, two for each pair of species: DIR/hsmm/hs_to_mm.txt and"
              + " DIR/hsmm/mm_to_hs.txt for the ids hs and mm (12 columns, -outfmt 6; can be .gz).")
  private Optional<Path> maps = Optional.empty();

  @Option(
      names = "--pairs",
      paramLabel = "[ID,ID=]FILE",
      description = {
        "Table of homologous genes, in place of the BLAST tables of the species that it links: two"
            + " columns of genes and perhaps one of weights, an Ensembl BioMart export, a table of"
            + " OrthoFinder, OMA pairs, HomoloGene. ID,ID are the species in the order of its"
            + " columns; ID:NAME is what the table calls one (a column, a taxon):"
            + " hs:9606,mm:10090=FILE. May be given several times."
      })
  private List<Assignment> pairs = new ArrayList<>();

  @Option(
      names = "--homology",
      paramLabel = "FILE",
      description = "In place of --maps and --pairs: a graph that 'samap homology' saved.")
  private Optional<Path> saved = Optional.empty();

  /**
   * The sources of the links between some species.
   *
   * @throws InputException if there is none or a file is missing
   */
  HomologySources toSources(String command, Collection<String> ids) {
    if (saved.isEmpty() && maps.isEmpty() && pairs.isEmpty()) {
      throw new InputException(
          "%s needs --maps DIR, the BLAST tables, or --pairs or --homology; see 'samap %s --help'"
              .formatted(command, command));
    }
    if (saved.isPresent() && !(maps.isEmpty() && pairs.isEmpty())) {
      throw new InputException(
          "--homology and %s exclude each other; give one of them"
              .formatted(maps.isPresent() ? "--maps" : "--pairs"));
    }
    return new HomologySources(
        saved.map(file -> Check.file("--homology", file)),
        pairs.stream().map(pair -> file(pair, ids)).toList(),
        maps.map(folder -> Check.folder("--maps", folder)));
  }

  private static PairFile file(Assignment pair, Collection<String> ids) {
    PairFile file = PairFile.of(Check.file("--pairs", Path.of(pair.value())), pair.id());
    file.species().forEach(s -> Assignments.requireSpecies("--pairs", s.id(), ids));
    return file;
  }
}
