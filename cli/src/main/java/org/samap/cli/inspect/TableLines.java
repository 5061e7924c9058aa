package org.samap.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.samap.cli.options.OptionNames;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.names.FlavorShares;
import org.samap.core.homology.names.NameProposal;
import org.samap.core.homology.names.NameScorer;
import org.samap.core.homology.names.SequenceHeader;
import org.samap.core.pipeline.SpeciesInspection;
import org.samap.core.pipeline.TableInspection;
import org.samap.core.run.InputException;
import picocli.CommandLine.Model.CommandSpec;

/** What tables hold and how they fit the data, for people. */
final class TableLines {
  /** Fewer genes in common mean that the names differ. */
  private static final double FEW = 0.3;

  private TableLines() {}

  /** A table of all pairs of species. */
  static List<String> pairs(TableInspection tables) {
    boolean searched = tables.pairs().stream().allMatch(pair -> pair.rowsThere().isPresent());
    List<String> titles =
        new ArrayList<>(List.of("tables", ">rows", ">rows back", ">links", ">linked genes"));
    titles.add(">linked genes back");
    if (!searched) {
      titles.add("from");
    }
    TextColumns columns = new TextColumns(titles.toArray(String[]::new));
    for (TableInspection.Pair pair : tables.pairs()) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  pair.a() + " to " + pair.b(),
                  rows(pair.rowsThere()),
                  rows(pair.rowsBack()),
                  "" + pair.links(),
                  "" + pair.linkedA(),
                  "" + pair.linkedB()));
      if (!searched) {
        cells.add(pair.origin());
      }
      columns.row(cells.toArray(String[]::new));
    }
    return columns.lines();
  }

  private static String rows(OptionalLong rows) {
    return rows.isPresent() ? "" + rows.getAsLong() : "-";
  }

  /** What a run with these options would tell of the names. */
  static List<String> match(
      TableInspection tables,
      List<SpeciesInspection> species,
      HomologyParams params,
      CommandSpec command) {
    HeardLines heard = new HeardLines();
    List<String> lines = new ArrayList<>(List.of("In a run with these options"));
    Optional<InputException> failure = Optional.empty();
    try {
      tables.match(species, params, heard);
    } catch (InputException e) {
      failure = Optional.of(e);
    }
    heard.lines().forEach(line -> lines.add("  " + line));
    failure.ifPresent(e -> lines.add("  fails: " + OptionNames.message(e, command)));
    return lines;
  }

  /** How many genes the data and the tables share, and what would match more. */
  static List<String> overlap(SpeciesInspection species, TableInspection tables) {
    String id = species.input().id();
    List<String> names = tables.namesOf(id);
    List<String> genes = species.genes().stream().map(gene -> withoutId(gene, id)).toList();
    NameProposal proposal =
        new NameScorer(genes).propose(names.stream().map(SequenceHeader::ofName).toList());
    int matched = proposal.none().genes();
    List<String> lines = new ArrayList<>();
    lines.add(id + " in the tables");
    lines.add(SpeciesLines.line("names", names.size() + ", " + FlavorShares.of(names).text()));
    lines.add(
        SpeciesLines.line(
            "matching",
            String.format(
                Locale.ROOT,
                "%d: %.0f %% of the data's genes and %.0f %% of the tables' names",
                matched,
                percent(matched, genes.size()),
                percent(matched, names.size()))));
    lines.add(SpeciesLines.line("only there", examples(missing(names, genes))));
    lines.add(SpeciesLines.line("only here", examples(missing(genes, names))));
    boolean few = matched < FEW * Math.max(genes.size(), names.size());
    if (proposal.helps()) {
      String flag = few ? ": samap run --fix-names auto" : "";
      lines.add(SpeciesLines.line("remedy", proposal.text() + flag));
    }
    if (few && !proposal.helps()) {
      lines.add(
          SpeciesLines.line(
              "remedy",
              "samap names FASTA_OR_GTF --data %s --out %s_names.tsv, then --names %s=%s_names.tsv"
                  .formatted(species.input().files().paths().getFirst(), id, id, id)));
    }
    return lines;
  }

  private static String withoutId(String gene, String id) {
    return gene.startsWith(id + "_") ? gene.substring(id.length() + 1) : gene;
  }

  private static double percent(int part, int whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }

  private static List<String> missing(List<String> names, List<String> from) {
    Set<String> known = Set.copyOf(from);
    return names.stream().filter(name -> !known.contains(name)).limit(3).toList();
  }

  private static String examples(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names) + ", ...";
  }
}
