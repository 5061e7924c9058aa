package org.samap.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import org.samap.core.anndata.counts.CellFilter;
import org.samap.core.anndata.counts.GeneJoin;
import org.samap.core.anndata.counts.GeneVersions;
import org.samap.core.anndata.counts.MatrixReport;
import org.samap.core.homology.names.FlavorShares;
import org.samap.core.pipeline.SpeciesInspection;

/** What a file holds, for people. */
final class SpeciesLines {
  private SpeciesLines() {}

  static List<String> of(SpeciesInspection species, String title) {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    if (species.files().size() == 1) {
      lines.addAll(of(species.files().getFirst(), species.input().cells()));
      return lines;
    }
    for (SpeciesInspection.InFile file : species.files()) {
      lines.add("  " + file.file());
      of(file, species.input().cells()).forEach(line -> lines.add("  " + line));
    }
    lines.add(line("cells", "%d in %d files".formatted(species.cells(), species.files().size())));
    lines.add(
        line(
            "genes",
            "%d in common, %d together; %d are used"
                .formatted(
                    species.genes(GeneJoin.INTERSECTION).size(),
                    species.genes(GeneJoin.UNION).size(),
                    species.genes().size())));
    int most = species.genes(GeneJoin.INTERSECTION, GeneVersions.IGNORED).size();
    if (most > species.genes(GeneJoin.INTERSECTION).size()) {
      lines.add(
          line(
              "remedy",
              "%d in common without the versions of Ensembl ids: --fix-names auto"
                  .formatted(most)));
    }
    return lines;
  }

  private static List<String> of(SpeciesInspection.InFile file, CellFilter filter) {
    List<String> lines = new ArrayList<>();
    MatrixReport taken = file.matrices().getFirst();
    file.notes().forEach(note -> lines.add(line("reading", note)));
    lines.add(
        line("cells", file.cells() == 0 ? "none" : file.cells() + empty(taken, file.finished())));
    if (taken.poorCells() > 0) {
      lines.add(line("left out", "%d with %s".formatted(taken.poorCells(), filter.limits())));
    }
    lines.add(line("genes", file.genes().size() + ", " + FlavorShares.of(file.genes()).text()));
    taken.remarks().forEach(remark -> lines.add(line("names", remark)));
    lines.add(line("values", values(taken)));
    for (MatrixReport other : file.matrices().subList(1, file.matrices().size())) {
      lines.add(line("not taken", values(other)));
    }
    if (file.finished()) {
      lines.add(line("analysis", "finished; a run takes it as it is"));
    }
    return lines;
  }

  private static String empty(MatrixReport matrix, boolean finished) {
    return matrix.emptyCells() == 0
        ? ", none of them empty"
        : ", of which %d are empty%s"
            .formatted(matrix.emptyCells(), finished ? "" : " and left out");
  }

  private static String values(MatrixReport matrix) {
    return "%s: %s (%s)".formatted(matrix.place(), matrix.kind().text(), matrix.evidence());
  }

  static String line(String what, String finding) {
    return "  %-11s %s".formatted(what, finding);
  }
}
