package org.samap.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import org.samap.core.anndata.counts.MatrixReport;
import org.samap.core.homology.names.FlavorShares;
import org.samap.core.pipeline.SpeciesInspection;

/** What a file holds, for people. */
final class SpeciesLines {
  private SpeciesLines() {}

  static List<String> of(SpeciesInspection species, String title) {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    MatrixReport taken = species.matrices().getFirst();
    lines.add(line("cells", species.cells() + empty(taken)));
    lines.add(
        line("genes", species.genes().size() + ", " + FlavorShares.of(species.genes()).text()));
    lines.add(line("values", values(taken)));
    for (MatrixReport other : species.matrices().subList(1, species.matrices().size())) {
      lines.add(line("not taken", values(other)));
    }
    if (species.finished()) {
      lines.add(line("analysis", "finished; a run takes it as it is"));
    }
    return lines;
  }

  private static String empty(MatrixReport matrix) {
    return switch (matrix.emptyCells()) {
      case 0 -> ", none of them empty";
      default ->
          ", of which %d are empty and may match anything; remove them"
              .formatted(matrix.emptyCells());
    };
  }

  private static String values(MatrixReport matrix) {
    return "%s: %s (%s)".formatted(matrix.place(), matrix.kind().text(), matrix.evidence());
  }

  static String line(String what, String finding) {
    return "  %-11s %s".formatted(what, finding);
  }
}
