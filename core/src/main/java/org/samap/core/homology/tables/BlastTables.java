package org.samap.core.homology.tables;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.graph.Hsps;
import org.samap.core.homology.graph.NameTable;
import org.samap.core.homology.graph.TwoSpecies;
import org.samap.core.homology.layouts.TableFile;
import org.samap.core.homology.layouts.TableFolder;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.CodePoints;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.SpeciesPrefix;
import org.samap.core.run.Workers;

/**
 * A folder of tables of search results, in one of the layouts of {@link TableFolder}: for each pair
 * of species {@code a}, {@code b} the files {@code {a}{b}/{a}_to_{b}.txt} and {@code
 * {a}{b}/{b}_to_{a}.txt}, or all in one folder, or those of OrthoFinder. Gzip is recognised by
 * content. They have the 12 columns of BLAST {@code -outfmt 6}, of which query (1), subject (2),
 * E-value (11) and bit score (12) are used, or a first line that names these four. Further columns,
 * blank lines and lines that begin with {@code #} are ignored.
 */
public final class BlastTables {
  /** Up to this share of the pairs, repeated rows are told but no reason to worry. */
  private static final double FEW_REPEATS = 0.01;

  private final TableFolder folder;

  private BlastTables(TableFolder folder) {
    this.folder = folder;
  }

  /**
   * @throws InputException if there is no such folder
   */
  public static BlastTables in(Path folder) {
    return new BlastTables(TableFolder.in(folder));
  }

  /**
   * Reads the tables of all pairs. The weight of an edge is the mean of the bit scores of its two
   * directions. If one is missing, there is no edge ({@code reciprocal}), or the missing score
   * counts as 0. The genes are all those in any table, also those without an edge: species in the
   * given order, genes by code point.
   *
   * <p>Tables are read in parallel, one pass each. Memory: about 12 bytes a row within the E-value
   * limit and 16 an edge.
   *
   * @param species at least two ids
   * @throws InputException if a table is missing or malformed
   */
  public HomologyGraph read(List<String> species, HomologyParams params, Workers workers) {
    return read(species, params, workers, Progress.silent());
  }

  /**
   * Reads the tables of all pairs and reports progress.
   *
   * @param progress counts the tables; is told of an unusual layout; gets warnings about tables
   *     that seem to be cut short or have several rows on the same two genes
   */
  public HomologyGraph read(
      List<String> species, HomologyParams params, Workers workers, Progress progress) {
    return read(species, _ -> true, params, workers, progress);
  }

  /**
   * The same with the tables of some species alone.
   *
   * @param wanted species whose tables are read
   */
  public HomologyGraph read(
      List<String> species,
      Predicate<TwoSpecies> wanted,
      HomologyParams params,
      Workers workers,
      Progress progress) {
    SpeciesPrefix.check(species);
    if (species.size() < 2) {
      throw new InputException("a homology graph needs at least two species; got " + species);
    }
    int n = species.size();
    List<Direction> directions = new ArrayList<>();
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        if (a != b && wanted.test(new TwoSpecies(species.get(a), species.get(b)))) {
          directions.add(new Direction(a, b, folder.get(species.get(a), species.get(b))));
        }
      }
    }
    Set<Path> seen = new HashSet<>();
    for (Direction d : directions) {
      if (!seen.add(d.file())) {
        throw new InputException(
            d.file()
                + " could be the table of several species; put it into a folder of its own, such as"
                + " hsmm/hs_to_mm.txt");
      }
    }
    directions.stream()
        .flatMap(d -> folder.told(species.get(d.query), species.get(d.subject)).stream())
        .findFirst()
        .ifPresent(progress::info);
    BlastTable[] tables = new BlastTable[directions.size()];
    return progress.run(
        "read homology tables",
        tables.length,
        phase -> {
          workers.forEach(
              tables.length,
              t -> {
                Direction d = directions.get(t);
                String query = species.get(d.query);
                String subject = species.get(d.subject);
                tables[t] = BlastTable.read(d.table, query, subject, params);
                phase.advance(1);
              });
          CutTables.warn(directions, tables, progress);
          tellOfRepeats(directions, tables, params.hsps(), progress);
          return graph(species, directions, tables, params.reciprocal());
        });
  }

  private static void tellOfRepeats(
      List<Direction> directions, BlastTable[] tables, Hsps taken, Progress progress) {
    long repeated = Arrays.stream(tables).mapToLong(BlastTable::repeated).sum();
    if (repeated == 0) {
      return;
    }
    String file =
        IntStream.range(0, tables.length)
            .filter(t -> tables[t].repeated() > 0)
            .mapToObj(t -> directions.get(t).file().toString())
            .findFirst()
            .orElseThrow();
    String message =
        "%d rows of the tables, such as %s, repeat two genes (several HSPs); "
            .formatted(repeated, file);
    if (taken == Hsps.BEST) {
      progress.info(message + "the one with the largest bit score counts");
      return;
    }
    message += "the last of each counts; search with one HSP, or have the best count";
    long pairs = Arrays.stream(tables).mapToLong(table -> table.scores().entries()).sum();
    if (repeated > FEW_REPEATS * pairs) {
      progress.warn(message);
    } else {
      progress.info(message);
    }
  }

  /**
   * The tables of all pairs.
   *
   * @throws InputException if one is missing
   */
  public List<Path> files(List<String> species) {
    return files(species, _ -> true);
  }

  /** The tables of some species. */
  public List<Path> files(List<String> species, Predicate<TwoSpecies> wanted) {
    return species.stream()
        .flatMap(
            a ->
                species.stream()
                    .filter(b -> !b.equals(a) && wanted.test(new TwoSpecies(a, b)))
                    .map(b -> folder.get(a, b).file()))
        .toList();
  }

  /** The tables that there are. */
  public List<Path> existing(List<String> species) {
    return species.stream()
        .flatMap(
            a ->
                species.stream()
                    .filter(b -> !b.equals(a))
                    .flatMap(b -> folder.find(a, b).stream())
                    .map(TableFile::file))
        .toList();
  }

  /** Whether there is a table of one of the directions. */
  public boolean has(String a, String b) {
    return folder.find(a, b).isPresent() || folder.find(b, a).isPresent();
  }

  private static HomologyGraph graph(
      List<String> species, List<Direction> directions, BlastTable[] tables, boolean reciprocal) {
    GeneAxis genes = genes(species, directions, tables);
    int n = species.size();
    SparseMatrix[][] scores = new SparseMatrix[n][n];
    SparseMatrix none = SparseMatrix.empty(genes.size(), genes.size());
    Arrays.stream(scores).forEach(row -> Arrays.fill(row, none));
    for (int t = 0; t < tables.length; t++) {
      Direction d = directions.get(t);
      BlastTable table = tables[t];
      int[] rows = positions(genes, species.get(d.query), table.queries());
      int[] columns = positions(genes, species.get(d.subject), table.subjects());
      scores[d.query][d.subject] = placed(table.scores(), genes.size(), rows, columns);
    }
    return new HomologyGraph(genes, joined(genes, scores, reciprocal));
  }

  private static GeneAxis genes(
      List<String> species, List<Direction> directions, BlastTable[] tables) {
    List<List<String>> names = new ArrayList<>();
    for (int s = 0; s < species.size(); s++) {
      String id = species.get(s);
      Set<String> distinct = new HashSet<>();
      for (int t = 0; t < tables.length; t++) {
        if (directions.get(t).query == s) {
          addNames(id, tables[t].queries(), distinct);
        } else if (directions.get(t).subject == s) {
          addNames(id, tables[t].subjects(), distinct);
        }
      }
      names.add(distinct.stream().sorted(CodePoints::compare).toList());
    }
    return GeneAxis.of(species, names);
  }

  private static void addNames(String species, NameTable names, Set<String> to) {
    for (int i = 0; i < names.size(); i++) {
      to.add(species + "_" + names.text(i));
    }
  }

  private static int[] positions(GeneAxis genes, String species, NameTable names) {
    int[] positions = new int[names.size()];
    Arrays.setAll(positions, i -> genes.indexOf(species + "_" + names.text(i)));
    return positions;
  }

  /** Moves the entries of a table to their places among all genes. */
  private static SparseMatrix placed(SparseMatrix table, int genes, int[] rows, int[] columns) {
    int[] rowOf = new int[genes];
    Arrays.fill(rowOf, -1);
    for (int r = 0; r < rows.length; r++) {
      rowOf[rows[r]] = r;
    }
    SparseMatrix.Builder b = SparseMatrix.builder(genes, genes);
    for (int r : rowOf) {
      if (r >= 0) {
        for (int p = table.offset(r); p < table.offset(r + 1); p++) {
          b.add(columns[table.index(p)], table.value(p));
        }
      }
      b.endRow();
    }
    return b.build();
  }

  private static SparseMatrix joined(GeneAxis genes, SparseMatrix[][] scores, boolean reciprocal) {
    int n = scores.length;
    SparseMatrix.Builder edges = SparseMatrix.builder(genes.size(), genes.size());
    SparseMatrix[][] back = new SparseMatrix[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        if (a != b) {
          back[a][b] = scores[b][a].transpose();
        }
      }
    }
    for (int gene = 0; gene < genes.size(); gene++) {
      int a = genes.speciesOf(gene);
      for (int b = 0; b < n; b++) {
        if (a != b) {
          addMeans(gene, scores[a][b], back[a][b], reciprocal, edges);
        }
      }
      edges.endRow();
    }
    return edges.build();
  }

  /** Merges a row of each direction; edges of weight 0 are left out. */
  private static void addMeans(
      int row, SparseMatrix there, SparseMatrix back, boolean reciprocal, SparseMatrix.Builder to) {
    int p = there.offset(row);
    int q = back.offset(row);
    int endP = there.offset(row + 1);
    int endQ = back.offset(row + 1);
    while (p < endP || q < endQ) {
      int left = p < endP ? there.index(p) : Integer.MAX_VALUE;
      int right = q < endQ ? back.index(q) : Integer.MAX_VALUE;
      double sum = 0;
      sum += left <= right ? there.value(p++) : 0;
      sum += right <= left ? back.value(q++) : 0;
      if (sum > 0 && (left == right || !reciprocal)) {
        to.add(Math.min(left, right), (float) (sum / 2));
      }
    }
  }

  /** The table of hits of one species' genes among another's. */
  record Direction(int query, int subject, TableFile table) {
    Path file() {
      return table.file();
    }
  }
}
