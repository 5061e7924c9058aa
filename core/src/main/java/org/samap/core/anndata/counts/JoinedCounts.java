package org.samap.core.anndata.counts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowCursor;
import org.samap.core.expression.RowSorter;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * Loads the counts of several files of one species, whose cells follow one another. Each file is
 * read as if it were alone and then copied; so for a moment the files and their copy take memory,
 * as much as preprocessing takes later.
 */
public final class JoinedCounts {
  /** The part of the genes of the smallest file that is at least expected in all files. */
  private static final double FEW = 0.5;

  private final DataFrame obs;
  private final CellChoice choice;
  private final ExpressionStore store;
  private final Workers workers;
  private final Progress progress;

  private JoinedCounts(
      DataFrame obs, CellChoice choice, ExpressionStore store, Workers workers, Progress progress) {
    this.obs = obs;
    this.choice = choice;
    this.store = store;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * What the files hold, and how it is put together.
   *
   * @param files at least two
   * @param obs the table of all their cells
   * @param matrix as {@link CountsLoader#load}
   * @param join which genes are used
   * @param versions which names are one gene
   */
  public record Parts(
      List<DataFile> files,
      DataFrame obs,
      Optional<String> matrix,
      GeneJoin join,
      GeneVersions versions) {

    /** The files, for messages. */
    String origin() {
      return JoinedGenes.origin(files);
    }
  }

  /**
   * @param choice the cells; limits are those of a cell in its file
   * @param store where to keep the counts
   * @throws InputException if a file cannot be used, some hold counts and others do not, or no gene
   *     is in all files
   */
  public static Counts load(
      Parts parts, CellChoice choice, ExpressionStore store, Workers workers, Progress progress) {
    return new JoinedCounts(parts.obs(), choice, store, workers, progress).load(parts);
  }

  /** The cells of a file that are kept for now, and the columns of its genes in the result. */
  private record Part(Counts counts, int[] cells, int[] columnOf) {
    /** Whether its genes are those of the result, in the same order. */
    boolean hasAllGenes(int genes) {
      return columnOf.length == genes && IntStream.range(0, genes).allMatch(g -> columnOf[g] == g);
    }
  }

  private Counts load(Parts parts) {
    List<CountsLoader.Kept> loaded = loadEach(parts);
    List<List<String>> given = loaded.stream().map(k -> k.counts().genes()).toList();
    List<String> genes = JoinedGenes.of(parts.files(), given, parts.join(), parts.versions());
    List<List<String>> genesOf = parts.versions().names(given);
    tell(parts, given, genesOf, genes);
    Iterator<List<String>> ofNext = genesOf.iterator();
    List<Part> all = new ArrayList<>();
    int start = 0;
    int good = 0;
    for (CountsLoader.Kept kept : loaded) {
      int first = start;
      good += kept.cells().good();
      int[] cells = IntStream.of(kept.cells().rows()).map(row -> first + row).toArray();
      all.add(new Part(kept.counts(), cells, columns(ofNext.next(), genes)));
      start += kept.cells().cells();
    }
    loaded.clear(); // the parts alone hold the counts, until they are copied
    int[] cells = withCounts(parts, drawn(parts, all, good), all, genes.size());
    List<String> names = obs.names();
    return new Counts(
        parts.origin(),
        IntStream.of(cells).mapToObj(names::get).toList(),
        genes,
        copy(all, cells, genes.size()),
        obs.select(cells));
  }

  private List<CountsLoader.Kept> loadEach(Parts parts) {
    List<CountsLoader.Kept> loaded = new ArrayList<>();
    long entries =
        parts.files().stream()
            .mapToLong(file -> CountsLoader.measure(file, parts.matrix()).nonZeros())
            .sum();
    ExpressionStore ofParts = store.forPartsOf(entries);
    int start = 0;
    for (DataFile file : parts.files()) {
      int from = start;
      int to = from + file.data().obs().rows();
      CellChoice own =
          new CellChoice(choice.filter(), choice.draw().map(draw -> draw.part(from, to)));
      CountsLoader.Kept kept =
          CountsLoader.loadKept(file, parts.matrix(), own, ofParts, workers, progress);
      if (!loaded.isEmpty() && loaded.getFirst().areCounts() != kept.areCounts()) {
        CountsLoader.Kept counts = kept.areCounts() ? kept : loaded.getFirst();
        CountsLoader.Kept others = kept.areCounts() ? loaded.getFirst() : kept;
        throw InputException.about(
            "layer",
            "%s holds counts, but %s other values; give counts of all files of a species, or name a layer"
                .formatted(counts.counts().origin(), others.counts().origin()));
      }
      loaded.add(kept);
      start = to;
    }
    return loaded;
  }

  private void tell(
      Parts parts, List<List<String>> given, List<List<String>> genesOf, List<String> genes) {
    int common = GeneJoin.INTERSECTION.of(genesOf).size();
    int any = GeneJoin.UNION.of(genesOf).size();
    int least = genesOf.stream().mapToInt(List::size).min().orElse(0);
    String found =
        "%s have %,d genes in common and %,d together; the %,d are used"
            .formatted(parts.origin(), common, any, genes.size());
    if (!genesOf.equals(given)) {
      progress.info(found + "; versions of Ensembl ids are ignored");
    } else if (common < FEW * least
        && JoinedGenes.remedy(parts.files(), given, parts.versions()).isEmpty()) {
      progress.warn(found + ", so check whether the names are of one kind");
    } else {
      progress.info(found);
    }
  }

  private static int[] columns(List<String> own, List<String> genes) {
    Map<String, Integer> columnOf = HashMap.newHashMap(genes.size());
    for (int g = 0; g < genes.size(); g++) {
      columnOf.put(genes.get(g), g);
    }
    return own.stream().mapToInt(gene -> columnOf.getOrDefault(gene, -1)).toArray();
  }

  /** The cells of all files, or the drawn ones of these. */
  private int[] drawn(Parts parts, List<Part> all, int good) {
    boolean[] kept = new boolean[obs.rows()];
    all.forEach(part -> Arrays.stream(part.cells()).forEach(cell -> kept[cell] = true));
    int[] cells = choice.of(kept);
    choice.tell(parts.origin(), cells.length, good, progress);
    return cells;
  }

  /** Leaves out cells that have no counts of the genes that are used. */
  private int[] withCounts(Parts parts, int[] cells, List<Part> all, int genes) {
    boolean[] empty = new boolean[obs.rows()];
    for (Part part : all) {
      if (!part.hasAllGenes(genes)) {
        part.counts()
            .counts()
            .forEachRange(
                workers.counting(Progress.Silent.INSTANCE),
                (row, from, to) -> {
                  for (int c = from; c < to; c++) {
                    row.read(c);
                    empty[part.cells()[c]] = isEmpty(row, part.columnOf());
                  }
                });
      }
    }
    int[] left = IntStream.of(cells).filter(cell -> !empty[cell]).toArray();
    if (left.length < cells.length) {
      progress.warn(
          "%s: %,d of %,d cells have no counts of the genes in common and are left out"
              .formatted(parts.origin(), cells.length - left.length, cells.length));
    }
    if (left.length == 0) {
      throw new InputException(
          "%s: no cell has counts of the genes in common; give files with names of one kind"
              .formatted(parts.origin()));
    }
    return left;
  }

  private static boolean isEmpty(RowCursor row, int[] columnOf) {
    for (int p = row.from(); p < row.to(); p++) {
      if (columnOf[row.genes()[p]] >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Copies the files one after another, and frees each when it is copied. */
  private Expression copy(List<Part> parts, int[] cells, int genes) {
    long entries = parts.stream().mapToLong(part -> part.counts().counts().entries()).sum();
    ExpressionStore.Builder blocks = store.builder(cells.length, genes, entries);
    GatheredRows gathered = new GatheredRows(cells.length, blocks::put);
    while (!parts.isEmpty()) {
      Part part = parts.removeFirst();
      Expression x = part.counts().counts();
      workers
          .counting(Progress.Silent.INSTANCE)
          .forEach(x.blocks(), b -> copy(part, x.block(b), cells, genes, gathered));
      store.release(x);
    }
    return blocks.build();
  }

  private static void copy(
      Part part, RowBlock block, int[] cells, int genes, GatheredRows gathered) {
    boolean same = part.hasAllGenes(genes);
    RowSorter sorter = new RowSorter();
    for (int r = 0; r < block.rows(); r++) {
      int row = Arrays.binarySearch(cells, part.cells()[block.firstCell() + r]);
      if (row >= 0) {
        RowBlock moved = same ? block : moved(block, r, part.columnOf(), sorter);
        int at = same ? r : 0;
        gathered.put(
            row, moved.genes(), moved.values(), moved.offsets()[at], moved.offsets()[at + 1]);
      }
    }
  }

  /** One row with its genes in their new columns, and without those that are not used. */
  private static RowBlock moved(RowBlock block, int r, int[] columnOf, RowSorter sorter) {
    int from = block.offsets()[r];
    int to = block.offsets()[r + 1];
    int[] genes = new int[to - from];
    float[] values = new float[to - from];
    int size = 0;
    for (int p = from; p < to; p++) {
      int column = columnOf[block.genes()[p]];
      if (column >= 0) {
        genes[size] = column;
        values[size++] = block.values()[p];
      }
    }
    RowBlock.Builder row = RowBlock.builder(0, 1, size);
    sorter.addRow(genes, values, 0, size, row);
    return row.build();
  }
}
