package org.samap.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.samap.core.homology.names.FlavorShares;
import org.samap.core.homology.names.NameProposal;
import org.samap.core.homology.names.NameScorer;
import org.samap.core.homology.names.SequenceHeader;
import org.samap.core.pipeline.SpeciesInspection;
import org.samap.core.pipeline.TableInspection;

/** What tables hold and how they fit the data, for people. */
final class TableLines {
  /** Fewer genes in common mean that the names differ. */
  private static final double FEW = 0.3;

  private TableLines() {}

  /** A table of all pairs of species. */
  static List<String> pairs(TableInspection tables) {
    TextColumns columns =
        new TextColumns(
            "tables", ">rows", ">rows back", ">links", ">linked genes", ">linked genes back");
    for (TableInspection.Pair pair : tables.pairs()) {
      columns.row(
          pair.a() + " to " + pair.b(),
          "" + pair.rowsThere(),
          "" + pair.rowsBack(),
          "" + pair.links(),
          "" + pair.linkedA(),
          "" + pair.linkedB());
    }
    return columns.lines();
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
