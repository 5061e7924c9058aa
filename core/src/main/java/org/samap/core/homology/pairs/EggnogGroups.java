package org.samap.core.homology.pairs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.samap.core.io.TextLines;
import org.samap.core.run.CodePoints;
import org.samap.core.run.InputException;

/**
 * The orthologous groups of one species' genes at one taxon, from an annotation file of
 * eggNOG-mapper (Cantalapiedra et al. 2021, doi:10.1093/molbev/msab293).
 *
 * <p>Columns are found by their names, for versions 1 to 2.1: genes in {@code query} or {@code
 * query_name}, groups in {@code eggNOG_OGs}, {@code eggNOG OGs} or {@code OGs}. A group reads
 * {@code 38CPI@33208|Metazoa} (2.1), {@code 38CPI@33208} (2.0) or {@code 0V8CP@meNOG} (1). A taxon
 * is given by the text after the {@code @}, or by either side of its {@code |}.
 *
 * @param groupsOf the names of the groups of each query, without their taxon; queries in the order
 *     of the file, without those that have no group of the taxon
 */
public record EggnogGroups(Map<String, Set<String>> groupsOf) {
  private static final int SHOWN = 8;
  private static final List<String> QUERY = List.of("query", "query_name");
  private static final List<String> GROUPS = List.of("eggNOG_OGs", "eggNOG OGs", "OGs");

  /**
   * Reads a file, plain or gzip, in one pass.
   *
   * @throws InputException if a column is missing, a line is cut off, or no query has a group of
   *     the taxon
   */
  public static EggnogGroups read(Path file, String taxon) {
    Map<String, Set<String>> groupsOf = new LinkedHashMap<>();
    Map<String, Integer> taxa = new TreeMap<>(CodePoints::compare); // and their queries
    try (TextLines lines = TextLines.open(file)) {
      Columns columns = header(file, lines);
      while (lines.next()) {
        String[] fields = lines.text().split("\t", -1);
        if (fields.length <= Math.max(columns.query, columns.groups)) {
          throw lines.error(
              "%d tab-separated columns where the header has %d; write the file again in full"
                  .formatted(fields.length, columns.count));
        }
        Set<String> found = groups(fields[columns.groups], taxon, taxa);
        if (!found.isEmpty()) {
          groupsOf
              .computeIfAbsent(fields[columns.query].strip(), q -> new LinkedHashSet<>())
              .addAll(found);
        }
      }
    }
    if (groupsOf.isEmpty()) {
      throw new InputException(
          "%s has no orthologous group of the taxon '%s'; %s"
              .formatted(
                  file,
                  taxon,
                  taxa.isEmpty()
                      ? "it has no group of any taxon"
                      : "most genes have " + most(taxa)));
    }
    return new EggnogGroups(groupsOf);
  }

  /** The taxa of the most queries. */
  private static String most(Map<String, Integer> taxa) {
    return taxa.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(SHOWN)
        .map(taxon -> "%s (%d)".formatted(taxon.getKey(), taxon.getValue()))
        .collect(Collectors.joining(", "));
  }

  private record Columns(int query, int groups, int count) {}

  /** The last comment line before the first row of data names the columns. */
  private static Columns header(Path file, TextLines lines) {
    while (lines.nextOrComment()) {
      List<String> names = new ArrayList<>(Arrays.asList(lines.text().split("\t", -1)));
      names.set(0, names.getFirst().replaceFirst("^#+\\s*", ""));
      names.replaceAll(String::strip);
      int query = position(names, QUERY);
      if (query >= 0) {
        int groups = position(names, GROUPS);
        if (groups < 0) {
          throw lines.error(
              "the header has no column of orthologous groups (%s); give the .annotations file of"
                      .formatted(String.join(", ", GROUPS))
                  + " eggNOG-mapper");
        }
        return new Columns(query, groups, names.size());
      }
      if (!lines.text().startsWith("#")) {
        break;
      }
    }
    throw new InputException(
        file
            + " has no header line that names a column query or query_name; give the .annotations"
            + " file of eggNOG-mapper with its header");
  }

  private static int position(List<String> names, List<String> wanted) {
    for (String name : wanted) {
      if (names.contains(name)) {
        return names.indexOf(name);
      }
    }
    return -1;
  }

  /** Returns the groups of the taxon in one field; counts the taxa of the field. */
  private static Set<String> groups(String field, String taxon, Map<String, Integer> taxa) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> ofQuery = new LinkedHashSet<>();
    for (String group : field.split(",", -1)) {
      int at = group.indexOf('@');
      if (at > 0) {
        String of = group.substring(at + 1).strip();
        ofQuery.add(of);
        int bar = of.indexOf('|');
        if (of.equals(taxon)
            || (bar >= 0
                && (of.substring(0, bar).equals(taxon) || of.substring(bar + 1).equals(taxon)))) {
          found.add(group.substring(0, at).strip());
        }
      }
    }
    ofQuery.forEach(of -> taxa.merge(of, 1, Integer::sum));
    return found;
  }
}
