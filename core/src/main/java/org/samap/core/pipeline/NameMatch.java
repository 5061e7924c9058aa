package org.samap.core.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samap.core.homology.graph.GeneAxis;

/** Finds the cells and genes of a run by name in one of its other files. */
final class NameMatch {
  private NameMatch() {}

  /**
   * The row of every name.
   *
   * @param rows the row of each name in the file
   * @throws org.samap.core.run.InputException if the file lacks a name
   */
  static int[] rows(List<String> names, Map<String, Integer> rows, CheckedFile file, String what) {
    for (String name : names) {
      if (!rows.containsKey(name)) {
        throw file.lacks("%s '%s', which %s names".formatted(what, name, RunFolder.COMBINED));
      }
    }
    return names.stream().mapToInt(rows::get).toArray();
  }

  /**
   * The row of every cell of a species. The combined file calls cells {@code id_cell} if two
   * species share names.
   */
  static int[] cellRows(
      String id, List<String> names, Map<String, Integer> rows, CheckedFile file) {
    String prefix = id + "_";
    boolean prefixed =
        !rows.keySet().containsAll(names) && names.stream().allMatch(n -> n.startsWith(prefix));
    return rows(
        prefixed ? names.stream().map(n -> n.substring(prefix.length())).toList() : names,
        rows,
        file,
        "cell");
  }

  /** The row of every gene of a species. The combined file calls genes {@code id_gene}. */
  static int[] geneRows(
      String id, List<String> names, Map<String, Integer> rows, CheckedFile file) {
    Map<String, Integer> prefixed = new HashMap<>();
    rows.forEach((gene, row) -> prefixed.put(GeneAxis.prefixed(id, gene), row));
    return rows(names, prefixed, file, "gene");
  }

  /** Whether the rows are all rows of a file in its order, so that nothing has to move. */
  static boolean isIdentity(int[] rows, int size) {
    return rows.length == size && IntStream.range(0, size).allMatch(i -> rows[i] == i);
  }
}
