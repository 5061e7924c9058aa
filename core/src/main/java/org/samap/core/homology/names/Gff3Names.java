package org.samap.core.homology.names;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import org.samap.core.io.TextLines;

/**
 * The transcripts and proteins of a GFF3 annotation: the features below a gene. A feature's gene is
 * the last of its parents, wherever in the file that stands.
 */
final class Gff3Names {
  private static final List<String> TYPES =
      List.of(
          "gene",
          "pseudogene",
          "ncRNA_gene",
          "protein_coding_gene",
          "mRNA",
          "transcript",
          "CDS",
          "polypeptide",
          "protein",
          "ncRNA",
          "lnc_RNA",
          "primary_transcript");

  /** {@code gene:ENSG...}, {@code rna-NM_...}: the kind before the id. */
  private static final Pattern KIND =
      Pattern.compile("^(?i:gene|transcript|mrna|cds|rna|protein|polypeptide)[:-](?=.)");

  private static final int DEEPEST = 5;

  private final Map<String, FeatureLine> byId = new HashMap<>();
  private final List<FeatureLine> below = new ArrayList<>();

  private Gff3Names() {}

  static List<SequenceHeader> read(Path file) {
    Gff3Names names = new Gff3Names();
    try (TextLines lines = TextLines.open(file)) {
      while (lines.next()) {
        FeatureLine.read(lines, true, TYPES).ifPresent(names::add);
      }
    }
    return names.headers();
  }

  private void add(FeatureLine feature) {
    String id = feature.first("ID");
    boolean repeated = !id.isEmpty() && byId.putIfAbsent(id, feature) != null;
    if (!feature.first("Parent").isEmpty() && !repeated) { // the parts of a CDS share an ID
      below.add(feature);
    }
  }

  private List<SequenceHeader> headers() {
    List<SequenceHeader> headers = new ArrayList<>();
    for (FeatureLine feature : below) {
      Optional<FeatureLine> gene = gene(feature);
      for (String name : namesOf(feature)) {
        gene.ifPresent(g -> headers.add(header(name, g)));
      }
    }
    return headers;
  }

  private Optional<FeatureLine> gene(FeatureLine feature) {
    FeatureLine at = feature;
    for (int depth = 0; depth < DEEPEST; depth++) {
      String parent = at.first("Parent");
      FeatureLine above = byId.get(parent.split(",", 2)[0]);
      if (above == null) {
        break;
      }
      at = above;
    }
    return at.equals(feature) ? Optional.empty() : Optional.of(at);
  }

  private static SequencedSet<String> namesOf(FeatureLine feature) {
    SequencedSet<String> names = new LinkedHashSet<>();
    for (String key : List.of("transcript_id", "protein_id", "ID", "Name")) {
      String name = KIND.matcher(feature.first(key)).replaceFirst("");
      if (!name.isEmpty()) {
        names.add(name);
        if (!feature.first("version").isEmpty()) {
          names.add(name + "." + feature.first("version"));
        }
      }
    }
    return names;
  }

  private static SequenceHeader header(String name, FeatureLine gene) {
    String id = gene.first("gene_id");
    return gene.header(
        name,
        id.isEmpty() ? KIND.matcher(gene.first("ID")).replaceFirst("") : id,
        gene.first("gene_name", "Name", "gene"),
        gene.ncbiGene());
  }
}
