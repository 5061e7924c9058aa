package org.samap.core.homology.names;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.core.io.TextLines;

/**
 * The transcripts and proteins of a GTF annotation, with and without their versions, since sequence
 * files have either.
 */
final class GtfNames {
  private static final List<String> TYPES =
      List.of("transcript", "mRNA", "CDS", "exon", "start_codon");

  private GtfNames() {}

  static List<SequenceHeader> read(Path file) {
    Map<String, SequenceHeader> headers = new LinkedHashMap<>();
    try (TextLines lines = TextLines.open(file)) {
      while (lines.next()) {
        Optional<FeatureLine> feature = FeatureLine.read(lines, false, TYPES);
        feature.ifPresent(f -> add(f, headers));
      }
    }
    return new ArrayList<>(headers.values());
  }

  private static void add(FeatureLine feature, Map<String, SequenceHeader> headers) {
    for (String kind : List.of("transcript", "protein")) {
      String id = feature.first(kind + "_id");
      String version = feature.first(kind + "_version");
      if (!id.isEmpty() && !headers.containsKey(id)) {
        add(id, feature, headers);
        if (!version.isEmpty()) {
          add(id + "." + version, feature, headers);
        }
      }
    }
  }

  private static void add(String name, FeatureLine feature, Map<String, SequenceHeader> headers) {
    headers.put(
        name,
        feature.header(
            name,
            feature.first("gene_id"),
            feature.first("gene_name", "gene"),
            feature.ncbiGene()));
  }
}
