package org.samap.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.SpeciesIds;
import org.samap.core.homology.HomologySources;
import org.samap.core.homology.LinkRoute;
import org.samap.core.homology.LinkRoutes;
import org.samap.core.homology.graph.TwoSpecies;
import org.samap.core.homology.pairs.EggnogFiles;
import org.samap.core.homology.pairs.PairFile;
import org.samap.core.run.InputException;
import picocli.CommandLine.Option;

/** Where the links between genes come from. */
public final class LinkArgs {
  /** The line of the usage that says what SOURCE is. */
  public static final String SYNOPSIS =
      "       SOURCE: --maps DIR | --pairs [ID,ID=]FILE ... | --eggnog ID=FILE ... | --homology"
          + " FILE";

  private static final Pattern COMMA = Pattern.compile(",");

  @Option(
      names = "--maps",
      paramLabel = "DIR",
      description =
          "Folder of the BLAST tables, two for each pair of species: DIR/hsmm/hs_to_mm.txt and"
              + " DIR/hsmm/mm_to_hs.txt for the ids hs and mm (12 columns, -outfmt 6; can be .gz),"
              + " or all in one folder (hs_to_mm.txt, hs_mm.tsv). Also the results of OrthoFinder.")
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
      names = "--eggnog",
      paramLabel = "ID=FILE",
      description =
          "The .annotations file of eggNOG-mapper (versions 1 to 2.1) for a species, in place of"
              + " BLAST tables: genes of one orthologous group of --taxon are linked. Give one for"
              + " each of two or more species.")
  private List<Assignment> eggnog = new ArrayList<>();

  @Option(
      names = "--taxon",
      paramLabel = "TAXON",
      description =
          "Taxon of the groups of --eggnog, as written after the @ of a group: 33208 or Metazoa"
              + " (animals), 2759 (eukaryotes), 7742 (vertebrates).")
  private Optional<String> taxon = Optional.empty();

  @Option(
      names = "--through",
      paramLabel = "[ID,ID=]ID",
      description =
          "Link two species by what both are linked to in a third: dr,mm=hs. Without ID,ID: all"
              + " species that nothing else links. The third need not be mapped; its links come"
              + " from the options above. May be given several times.")
  private List<Assignment> through = new ArrayList<>();

  @Option(
      names = "--source",
      paramLabel = "ID,ID=KIND",
      description =
          "Where two species take their links from, if there are several: maps, pairs or eggnog"
              + " (default: --pairs or --eggnog before --maps, --maps before --through). May be"
              + " given several times.")
  private List<Assignment> source = new ArrayList<>();

  @Option(
      names = "--homology",
      paramLabel = "FILE",
      description = "In place of the options above: a graph that 'samap homology' saved.")
  private Optional<Path> saved = Optional.empty();

  /** Whether any source is given. */
  public boolean areGiven() {
    return saved.isPresent() || !given().isEmpty();
  }

  /** The options that are given, without that of a saved graph. */
  private List<String> given() {
    Map<String, Boolean> options = new LinkedHashMap<>();
    options.put("--maps", maps.isPresent());
    options.put("--pairs", !pairs.isEmpty());
    options.put("--eggnog", !eggnog.isEmpty());
    options.put("--taxon", taxon.isPresent());
    options.put("--through", !through.isEmpty());
    options.put("--source", !source.isEmpty());
    options.values().removeIf(given -> !given);
    return List.copyOf(options.keySet());
  }

  /**
   * The sources of the links between some species.
   *
   * @throws InputException if there is none or a file is missing
   */
  public HomologySources toSources(String command, Collection<String> ids) {
    if (saved.isEmpty() && maps.isEmpty() && pairs.isEmpty() && eggnog.isEmpty()) {
      throw new InputException(
          "%s needs --maps DIR, the BLAST tables, or --pairs, --eggnog or --homology; see 'samap %s --help'"
              .formatted(command, command));
    }
    if (saved.isPresent() && !given().isEmpty()) {
      throw new InputException(
          "--homology and %s exclude each other; give one of them".formatted(given().getFirst()));
    }
    LinkRoutes routes = routes(ids);
    Set<String> known = new LinkedHashSet<>(ids);
    known.addAll(routes.middles());
    return new HomologySources(
        saved.map(file -> Check.file("--homology", file)),
        pairs.stream().map(pair -> file(pair, known)).toList(),
        eggnog(known),
        maps.map(folder -> Check.folder("--maps", folder)),
        routes);
  }

  private LinkRoutes routes(Collection<String> ids) {
    Map<String, String> middles = new Assignments("--through", through).values();
    SpeciesIds.require("--through", new HashSet<>(middles.values()));
    Optional<String> middle = Optional.ofNullable(middles.get(""));
    Map<TwoSpecies, LinkRoute> chosen = new LinkedHashMap<>();
    middles.forEach(
        (two, id) -> {
          if (!two.isEmpty()) {
            choose("--through", two, new LinkRoute.Through(id), ids, chosen);
          }
        });
    new Assignments("--source", source)
        .named("ID,ID=KIND, such as hs,mm=pairs")
        .forEach((two, kind) -> choose("--source", two, kind(kind), ids, chosen));
    return new LinkRoutes(middle, chosen);
  }

  private static void choose(
      String option,
      String two,
      LinkRoute route,
      Collection<String> ids,
      Map<TwoSpecies, LinkRoute> chosen) {
    List<String> of = COMMA.splitAsStream(two).map(String::strip).toList();
    if (of.size() != 2 || of.getFirst().equals(of.getLast())) {
      throw new InputException(
          "%s: '%s' is not two species; write two ids, such as hs,mm".formatted(option, two));
    }
    of.forEach(id -> Assignments.requireSpecies(option, id, ids));
    TwoSpecies key = new TwoSpecies(of.getFirst(), of.getLast());
    LinkRoute former = chosen.putIfAbsent(key, route);
    if (former != null) {
      throw new InputException(
          "%s: the links of %s are chosen twice; choose once".formatted(option, key));
    }
    if (route instanceof LinkRoute.Through(String middle) && key.has(middle)) {
      throw new InputException(
          "%s: %s is itself one of %s; name a third species".formatted(option, middle, key));
    }
  }

  private static LinkRoute kind(String text) {
    return switch (text) {
      case "maps" -> LinkRoute.Direct.MAPS;
      case "pairs" -> LinkRoute.Direct.PAIRS;
      case "eggnog" -> LinkRoute.Direct.EGGNOG;
      default ->
          throw new InputException(
              "--source: '%s' is not maps, pairs or eggnog; write one of these".formatted(text));
    };
  }

  private Optional<EggnogFiles> eggnog(Collection<String> ids) {
    if (taxon.isPresent() && eggnog.isEmpty()) {
      throw new InputException("--taxon is that of --eggnog; give --eggnog ID=FILE too");
    }
    if (eggnog.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Path> files = Assignments.files("--eggnog", eggnog, Set.copyOf(ids));
    if (files.size() < 2) {
      throw new InputException(
          "--eggnog is given for %s alone; give it for two species or more"
              .formatted(files.keySet().iterator().next()));
    }
    return Optional.of(
        new EggnogFiles(
            files,
            taxon.orElseThrow(
                () ->
                    new InputException(
                        "--eggnog needs --taxon, the level of its groups; give --taxon 33208 for"
                            + " animals"))));
  }

  private static PairFile file(Assignment pair, Collection<String> ids) {
    PairFile file = PairFile.of(Check.file("--pairs", Path.of(pair.value())), pair.id());
    file.species().forEach(s -> Assignments.requireSpecies("--pairs", s.id(), ids));
    return file;
  }
}
