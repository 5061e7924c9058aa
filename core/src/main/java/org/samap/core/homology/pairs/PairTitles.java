package org.samap.core.homology.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samap.core.homology.pairs.PairLayout.Columns;
import org.samap.core.homology.pairs.PairLayout.Groups;
import org.samap.core.homology.pairs.PairLayout.Lists;
import org.samap.core.homology.pairs.PairLayout.Named;
import org.samap.core.run.InputException;
import org.samap.core.run.SpeciesPrefix;

/**
 * Recognises the layout of a table of homologous genes by its first row: an Ensembl BioMart export,
 * a table of OrthoFinder, groups of genes (HomoloGene, MGI), pairs of OMA, or two columns of genes
 * with or without titles, weights and species. What {@link PairFile} names by the title of a column
 * comes first.
 */
final class PairTitles {
  private static final Set<String> GENES =
      Set.of(
          "gene",
          "gene a",
          "gene 1",
          "gene1",
          "query",
          "source",
          "symbol",
          "gene name",
          "gene id",
          "gene symbol",
          "gene stable id",
          "ensembl id",
          "ortholog a",
          "protein 1");
  private static final Set<String> WEIGHTS =
      Set.of(
          "weight",
          "sequence weight",
          "score",
          "bit score",
          "bitscore",
          "identity",
          "pident",
          "percent identity",
          "% identity");
  private static final Set<String> FIRST_SPECIES =
      Set.of("species a", "species 1", "species1", "query species", "taxon a");
  private static final Set<String> SECOND_SPECIES =
      Set.of("species b", "species 2", "species2", "target species", "taxon b");
  private static final Set<String> GROUPS =
      Set.of("hid", "group", "group id", "orthogroup", "db class key", "homologene id");
  private static final Set<String> TAXA =
      Set.of("taxonomy", "taxid", "taxon", "taxon id", "tax id", "ncbi taxon id", "species");
  private static final Set<String> MEMBERS =
      Set.of("gene symbol", "symbol", "gene", "gene name", "gene id", "protein", "protein id");
  private static final List<String> BIOMART = List.of("gene stable id", "gene name");
  private static final String RELATION = "(1|n|m|many):(1|n|m|many)";

  private final PairFile file;
  private final List<String> ids;
  private final List<String> first;
  private final List<String> titles;

  private PairTitles(PairFile file, List<String> first, List<String> ids) {
    this.file = file;
    this.ids = ids;
    this.first = first.stream().map(String::strip).toList();
    this.titles = this.first.stream().map(PairTitles::plain).toList();
  }

  /**
   * @param first the first row
   * @param ids the species that prefixes of genes can name
   * @throws InputException if the species that are needed to read it are not named
   */
  static PairLayout layout(PairFile file, List<String> first, List<String> ids) {
    PairTitles t = new PairTitles(file, first, ids);
    return t.toldColumns().or(t::biomart).or(t::orthoFinder).or(t::groups).orElseGet(t::pairs);
  }

  private static String plain(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[._ ]+", " ").strip();
  }

  /** Columns that the user names by their titles. */
  private Optional<PairLayout> toldColumns() {
    if (file.species().isEmpty()
        || !file.species().stream().allMatch(m -> titles.contains(plain(m.called().orElse(m.id()))))
        || titles.getFirst().equals("orthogroup")
        || titles.getFirst().equals("hog")) {
      return Optional.empty();
    }
    List<Integer> columns =
        file.species().stream().map(m -> titles.indexOf(plain(m.called().orElse(m.id())))).toList();
    return Optional.of(fixed("columns of genes", columns, weights(columns)));
  }

  /** The weights of a table that has titles: its own, or those that Ensembl gives. */
  private List<Columns.Link> weights(List<Integer> columns) {
    List<Integer> own = all(WEIGHTS::contains).stream().limit(1).toList();
    List<Columns.Link> links = new ArrayList<>();
    for (int a = 0; a < columns.size(); a++) {
      for (int b = a + 1; b < columns.size(); b++) {
        List<Integer> identities = identities(columns.get(b));
        links.add(new Columns.Link(a, b, identities.isEmpty() ? own : identities));
      }
    }
    return links;
  }

  /** Both identities of BioMart for the species of a column such as {@code Mouse gene name}. */
  private List<Integer> identities(int column) {
    Optional<String> target =
        BIOMART.stream()
            .filter(kind -> titles.get(column).endsWith(" " + kind))
            .map(kind -> titles.get(column).replace(" " + kind, ""))
            .findFirst();
    return target
        .map(
            t ->
                all(
                    title ->
                        title.equals("%id target " + t + " gene identical to query gene")
                            || title.equals("%id query gene identical to target " + t + " gene")))
        .orElse(List.of());
  }

  private Optional<PairLayout> biomart() {
    for (String kind : BIOMART) {
      List<Integer> targets = all(title -> title.endsWith(" " + kind));
      if (titles.contains(kind) && !targets.isEmpty()) {
        List<PairFile.Member> members = requireSpecies("the species of its columns of genes");
        List<Integer> columns = new ArrayList<>(List.of(titles.indexOf(kind)));
        for (int s = 1; s < members.size(); s++) {
          columns.add(target(members.get(s), targets, s - 1, kind));
        }
        List<Columns.Link> links = weights(columns).stream().filter(link -> link.a() == 0).toList();
        return Optional.of(fixed("an Ensembl BioMart export", columns, links));
      }
    }
    return Optional.empty();
  }

  private int target(PairFile.Member member, List<Integer> targets, int place, String kind) {
    if (member.called().isPresent()) {
      String title = plain(member.called().get()) + " " + kind;
      if (targets.stream().anyMatch(column -> titles.get(column).equals(title))) {
        return titles.indexOf(title);
      }
    } else if (place < targets.size()) {
      return targets.get(place);
    }
    throw mistake("has no column of genes for " + member.id() + "; it has " + shown(targets));
  }

  private Optional<PairLayout> orthoFinder() {
    if (!Set.of("orthogroup", "hog").contains(titles.getFirst())
        || !all(TAXA::contains).isEmpty()) {
      return Optional.empty();
    }
    List<PairFile.Member> members = requireSpecies("the species of its columns");
    int none = titles.getFirst().equals("hog") ? 3 : 1; // HOG, OG, Gene Tree Parent Clade
    List<Integer> others =
        IntStream.range(Math.min(none, first.size()), first.size()).boxed().toList();
    List<Integer> columns = new ArrayList<>();
    for (int s = 0; s < members.size(); s++) {
      PairFile.Member member = members.get(s);
      int named = first.indexOf(member.called().orElse(member.id()));
      if (named < 0 && (member.called().isPresent() || others.size() != members.size())) {
        throw mistake(
            "has no column '%s' for %s; it has %s"
                .formatted(member.called().orElse(member.id()), member.id(), shown(others)));
      }
      columns.add(named < 0 ? others.get(s) : named);
    }
    return Optional.of(
        new Lists("lists of OrthoFinder (" + shown(columns) + ")", file.ids(), columns));
  }

  private Optional<PairLayout> groups() {
    List<Integer> group = all(GROUPS::contains);
    List<Integer> taxon = all(TAXA::contains);
    List<Integer> gene = all(MEMBERS::contains);
    if (!group.isEmpty() && !taxon.isEmpty() && !gene.isEmpty()) {
      requireSpecies("its taxa");
      int symbol = preferred(gene);
      // Of MGI's two columns of species the numbers are the last.
      List<Integer> used = List.of(group.getFirst(), taxon.getLast(), symbol);
      return Optional.of(
          new Groups(
              "groups of genes (" + shown(used) + ")",
              true,
              file,
              used.get(0),
              used.get(1),
              symbol));
    }
    boolean homologene =
        first.size() >= 4 && first.subList(0, 3).stream().allMatch(f -> f.matches("\\d+"));
    if (homologene) {
      requireSpecies("its taxa");
      return Optional.of(new Groups("HomoloGene without titles", false, file, 0, 1, 3));
    }
    return Optional.empty();
  }

  private int preferred(List<Integer> columns) {
    return columns.stream()
        .filter(column -> titles.get(column).endsWith("symbol"))
        .findFirst()
        .orElse(columns.getFirst());
  }

  /** Two columns of genes. */
  private PairLayout pairs() {
    if (first.size() < 2) {
      throw mistake("has one column; write two genes a row, with a tab or comma between them");
    }
    List<Integer> weight = all(WEIGHTS::contains).stream().filter(c -> c >= 2).limit(1).toList();
    List<Integer> firstSpecies = all(FIRST_SPECIES::contains);
    List<Integer> secondSpecies = all(SECOND_SPECIES::contains);
    boolean titled =
        !weight.isEmpty() || !firstSpecies.isEmpty() || GENES.contains(titles.getFirst());
    List<Integer> genes = IntStream.range(0, first.size()).boxed().toList();
    if (titled) {
      genes =
          genes.stream()
              .filter(
                  c ->
                      !weight.contains(c)
                          && !firstSpecies.contains(c)
                          && !secondSpecies.contains(c))
              .toList();
    }
    if (genes.size() < 2) {
      throw mistake("has one column of genes; write two genes a row");
    }
    genes = genes.subList(0, 2);
    if (!firstSpecies.isEmpty() && !secondSpecies.isEmpty()) {
      return withSpecies(genes, weight, firstSpecies.getFirst(), secondSpecies.getFirst());
    }
    boolean oma = !titled && first.size() >= 3 && first.get(2).matches(RELATION);
    List<Integer> used =
        titled || oma || first.size() < 3 || first.get(2).isEmpty() ? weight : List.of(2);
    return columns(oma ? "pairs of OMA" : "pairs of genes", titled, genes, used);
  }

  private PairLayout columns(
      String kind, boolean titled, List<Integer> genes, List<Integer> weight) {
    List<Columns.Link> links = List.of(new Columns.Link(0, 1, weight));
    String described = described(kind, titled, genes, weight);
    if (file.species().isEmpty()) {
      return new Columns(
          described, titled, row -> genes.stream().map(c -> byPrefix(row, c)).toList(), links);
    }
    if (file.species().size() > 2) {
      throw mistake(
          "has two columns of genes for %d species; name two, or write columns species_a, species_b"
              .formatted(file.species().size()));
    }
    return new Columns(described, titled, row -> inOrder(row, genes), links);
  }

  private PairLayout withSpecies(List<Integer> genes, List<Integer> weight, int a, int b) {
    return new Columns(
        described("pairs of genes with their species", true, genes, weight),
        true,
        row ->
            List.of(
                new Named(species(PairLayout.field(row, a)), PairLayout.field(row, genes.get(0))),
                new Named(species(PairLayout.field(row, b)), PairLayout.field(row, genes.get(1)))),
        List.of(new Columns.Link(0, 1, weight)));
  }

  private String species(String called) {
    return file.species().isEmpty() ? called : file.id(called).orElse("");
  }

  private PairLayout fixed(String kind, List<Integer> columns, List<Columns.Link> links) {
    List<Integer> weights =
        links.stream().flatMap(link -> link.weights().stream()).distinct().toList();
    return new Columns(
        described(kind, true, columns, weights), true, row -> inOrder(row, columns), links);
  }

  private List<Named> inOrder(List<String> row, List<Integer> columns) {
    List<Named> genes = new ArrayList<>();
    for (int s = 0; s < columns.size(); s++) {
      genes.add(new Named(file.species().get(s).id(), PairLayout.field(row, columns.get(s))));
    }
    return genes;
  }

  /** A gene that begins with its species. */
  private Named byPrefix(List<String> row, int column) {
    String name = PairLayout.field(row, column);
    return new Named(SpeciesPrefix.of(name, ids).orElse(""), name);
  }

  private List<PairFile.Member> requireSpecies(String what) {
    if (file.species().isEmpty()) {
      throw mistake(
          "does not say which ids are " + what + "; name them, such as hs,mm=" + file.file());
    }
    return file.species();
  }

  private List<Integer> all(Predicate<String> wanted) {
    return IntStream.range(0, titles.size())
        .filter(c -> wanted.test(titles.get(c)))
        .boxed()
        .toList();
  }

  private String described(
      String kind, boolean titled, List<Integer> genes, List<Integer> weights) {
    String weight =
        weights.isEmpty()
            ? "no weights"
            : "weight: "
                + (weights.size() == 1 ? "" : "mean of ")
                + (titled ? shown(weights) : "column 3");
    return titled
        ? "%s (%s; %s)".formatted(kind, shown(genes), weight)
        : kind + " (" + weight + ")";
  }

  private String shown(List<Integer> columns) {
    return columns.stream().map(first::get).collect(Collectors.joining(", "));
  }

  private InputException mistake(String what) {
    return new InputException(file.file() + " " + what);
  }
}
