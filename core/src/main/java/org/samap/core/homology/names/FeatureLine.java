package org.samap.core.homology.names;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.samap.core.io.TextLines;

/**
 * A line of a GTF or GFF3 annotation.
 *
 * @param type the feature: {@code gene}, {@code mRNA}, {@code CDS}
 * @param attributes the last column; of a repeated key the first value, but of references the one
 *     to an NCBI gene
 */
public record FeatureLine(String type, Map<String, String> attributes) {
  private static final int COLUMNS = 9;
  private static final Pattern GTF = Pattern.compile("([\\w.-]+) +(?:\"([^\"]*)\"|([^\";]+));?");
  private static final Pattern GFF3 = Pattern.compile("([^=;]+)=([^;]*);?");
  private static final Pattern GFF3_COLUMN = Pattern.compile("^\\s*[^=;\\s\"]+=.*");
  private static final Pattern NCBI_GENE = Pattern.compile("GeneID:(\\d+)");
  private static final String NCBI_KEY = "GeneID";

  static boolean isFeature(String line) {
    String[] columns = line.split("\t", -1);
    return columns.length == COLUMNS && isNumber(columns[3]) && isNumber(columns[4]);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  public static boolean isGff3(String line) {
    return GFF3_COLUMN.matcher(line.substring(line.lastIndexOf('\t') + 1)).matches();
  }

  /** The current line; its attributes are read only if {@code types} holds its type. */
  public static Optional<FeatureLine> read(TextLines lines, boolean gff3, List<String> types) {
    String line = lines.text();
    if (line.startsWith(">")) {
      return Optional.empty(); // sequences after an annotation
    }
    String[] columns = line.split("\t", -1);
    if (columns.length == 1) {
      return Optional.empty();
    }
    if (columns.length != COLUMNS) {
      throw lines.error(
          "it has %d columns separated by tabs where an annotation has 9; write GTF or GFF3"
              .formatted(columns.length));
    }
    if (!types.contains(columns[2])) {
      return Optional.empty();
    }
    Map<String, String> attributes = new HashMap<>();
    Matcher found = (gff3 ? GFF3 : GTF).matcher(columns[8]);
    while (found.find()) {
      String value =
          Stream.of(2, gff3 ? 2 : 3)
              .flatMap(group -> Optional.ofNullable(found.group(group)).stream())
              .findFirst()
              .orElse("");
      attributes.putIfAbsent(found.group(1).strip(), value.strip());
    }
    Matcher ncbi = NCBI_GENE.matcher(columns[8]);
    if (ncbi.find()) {
      attributes.put(NCBI_KEY, ncbi.group(1));
    }
    return Optional.of(new FeatureLine(columns[2], attributes));
  }

  /** The first of these attributes that there is. */
  public String first(String... keys) {
    return Stream.of(keys)
        .map(key -> attributes.getOrDefault(key, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  String ncbiGene() {
    return first(NCBI_KEY);
  }

  /** A sequence and its gene, written as a header of Ensembl has them. */
  static SequenceHeader header(String name, String gene, String symbol) {
    String of = gene.isBlank() ? "" : "gene:" + gene.strip();
    return new SequenceHeader(
        name, (symbol.isBlank() ? of : of + " gene_symbol:" + symbol.strip()).strip());
  }

  /** The same with more that is known. */
  SequenceHeader header(String name, String gene, String symbol, String ncbiGene) {
    SequenceHeader header = header(name, gene, symbol);
    return ncbiGene.isEmpty()
        ? header
        : new SequenceHeader(name, (header.description() + " GeneID:" + ncbiGene).strip());
  }
}
