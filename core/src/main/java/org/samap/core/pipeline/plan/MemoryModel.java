package org.samap.core.pipeline.plan;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.samap.core.engine.EdgeMode;
import org.samap.core.mapping.SearchSpace;
import org.samap.core.pipeline.DataSize;

/**
 * The resident memory of a run. Java and the program take {@link #BASE}. The heap takes {@link
 * #LEAST_HEAP} for short-lived objects, and {@link #HEAP} times the live bytes of a stage, because
 * the collector lets garbage accumulate before it runs. Packed expression is off the heap if there
 * is room; the rest is in a file and takes no memory.
 *
 * <p>The last two constants come from the same runs as those of {@link Cost}. They vary much from
 * run to run.
 */
public final class MemoryModel {
  /** Bytes for Java, the program and its compiled code. */
  public static final double BASE = 130e6;

  /** Bytes of a heap with only short-lived objects. */
  public static final double LEAST_HEAP = 75e6;

  /** Resident bytes per live byte. */
  public static final double HEAP = 1.4;

  /** Bytes per live byte of the smallest heap that works well. */
  private static final double TIGHT_HEAP = 1.2;

  /** Bytes of that heap for short-lived objects. */
  private static final double YOUNG = 40e6;

  /** A matrix of at most this many values stays on the heap unpacked. */
  private static final long SMALL = 8L << 20;

  /**
   * A PCA copies the values of its genes up to this number; if there are more, it computes them as
   * they are read.
   */
  private static final long LARGEST_COPY = 32L << 20;

  private static final double HEAP_VALUE = 8;
  private static final double PACKED_VALUE = 3;
  private static final double EDGE = 8;
  private static final double PANEL = 16 * 8;

  /** Bytes per gene link while its table is read, with the names of its genes. */
  private static final double TABLE_LINK = 40;

  /** Graphs of gene links besides those of the iterations. */
  private static final double LINK_COPIES = 5;

  /**
   * Bytes per value, stored by cells and by genes; half of the values belong to genes with a link
   * to refine.
   */
  private static final double GATHERED = 2 * 8 / 2;

  /** Values that a thread reads at a time, with their raw bytes. */
  private static final double READING = (1 << 20) * 24.0;

  /** Bytes per member of a neighbourhood, in the inverted neighbourhoods as bits. */
  private static final double HOLDER = 0.4;

  /** Bytes per cell and task while they are made: words, their places, a search in rings. */
  private static final double HOLDER_TASK = 24;

  /**
   * Bytes per cell and thread: the rows of a block of mutual edges that hold it, and its place in
   * smoothing.
   */
  private static final double MUTUAL_TASK = 8 + 4;

  /**
   * Bytes per cell and thread of the smoothed columns that are ranked at a time for Chatterjee's
   * coefficient.
   */
  private static final double RANKED = 16 * 8;

  private final Workload work;
  private final int threads;

  MemoryModel(Workload work, int threads) {
    this.work = work;
    this.threads = threads;
  }

  /** The model of a run with this many threads. */
  public static MemoryModel of(Workload work, int threads) {
    return new MemoryModel(work, threads);
  }

  /** The bytes of packed expression, off the heap or in a file. */
  double packedBytes() {
    return work.species().stream().mapToDouble(MemoryModel::packedBytes).sum();
  }

  static double packedBytes(DataSize s) {
    return s.nonZeros() > SMALL ? PACKED_VALUE * s.nonZeros() : 0;
  }

  /** The most bytes of packed expression at any time. */
  double mostPackedBytes() {
    return Arrays.stream(Stage.values()).mapToDouble(this::packedBytes).max().orElse(0);
  }

  /** Counts are released as soon as expression is computed from them. */
  private double packedBytes(Stage stage) {
    return packedBytes() + (stage == Stage.PREPROCESS ? largest(MemoryModel::packedBytes) : 0);
  }

  /** The peak resident bytes of a stage if expression can take this many bytes off the heap. */
  double peak(Stage stage, double offHeap) {
    return beside(stage, LEAST_HEAP, HEAP) + Math.clamp(offHeap, 0, packedBytes(stage));
  }

  /**
   * The largest peak of all stages, with all expression in memory.
   *
   * @param leastHeap in place of {@link #LEAST_HEAP}
   * @param heap in place of {@link #HEAP}
   */
  public double peak(double leastHeap, double heap) {
    return Arrays.stream(Stage.values())
        .mapToDouble(s -> beside(s, leastHeap, heap) + packedBytes(s))
        .max()
        .orElse(0);
  }

  /** The bytes that a stage takes besides packed expression, rounded up so that sums are exact. */
  private double beside(Stage stage, double leastHeap, double heap) {
    return Math.ceil(BASE + leastHeap + heap * live(stage));
  }

  /**
   * The bytes that expression can take off the heap if no stage takes more than {@code memory} in
   * all. Negative if a stage has no room even without expression; at least {@link #mostPackedBytes}
   * if all expression has room.
   */
  double offHeap(double memory) {
    double most = Math.max(mostPackedBytes(), memory - BASE - LEAST_HEAP - HEAP * live());
    for (Stage stage : Stage.values()) {
      double left = memory - beside(stage, LEAST_HEAP, HEAP);
      most = packedBytes(stage) <= left ? most : Math.min(most, left);
    }
    return most;
  }

  /** The smallest heap with which the run works well. */
  double leastHeap() {
    return TIGHT_HEAP * live() + YOUNG;
  }

  /** The most live bytes on the heap in any stage. */
  public double live() {
    return Arrays.stream(Stage.values()).mapToDouble(this::live).max().orElse(0);
  }

  /**
   * The live bytes on the heap in a stage. Species that are analysed one after another count by the
   * largest.
   */
  private double live(Stage stage) {
    double kept = work.species().stream().mapToDouble(this::kept).sum();
    return switch (stage) {
      case TABLES -> TABLE_LINK * work.links();
      case OTHER -> 0;
      case READ -> kept + reading();
      case PREPROCESS -> kept + largest(MemoryModel::small);
      case CLUSTERS, WRITE -> kept + largest(this::analysis);
      case WEIGHTS -> kept + largest(s -> analysis(s) + weights(s));
      case LOADINGS -> kept + largest(s -> analysis(s) + loadings(s));
      case MAP -> kept + projected() + links() + graphs() + neighborhoods() + mapping();
      case UMAP, RESULTS -> kept + projected() + links() + graphs();
    };
  }

  /** The largest value over all species. */
  private double largest(ToDoubleFunction<DataSize> of) {
    return work.species().stream().filter(s -> !s.finished()).mapToDouble(of).max().orElse(0);
  }

  /** For reading slices of rows; some matrices are read as a whole. */
  private double reading() {
    long whole = work.species().stream().mapToLong(DataSize::readingBytes).max().orElse(0);
    return whole + READING * threads;
  }

  /** The bytes of a matrix that stays on the heap. */
  private static double small(DataSize s) {
    return packedBytes(s) > 0 ? 0 : HEAP_VALUE * s.nonZeros();
  }

  /** What a species keeps to the end: its graph, loadings and names. */
  private double kept(DataSize s) {
    double names = 150;
    return small(s)
        + s.cells() * (EDGE * work.params().species().sam().k() + names)
        + s.genes() * (4.0 * work.components(s) + names);
  }

  /** What a species keeps until it is written: components and two more graphs. */
  private double analysis(DataSize s) {
    return s.cells()
        * (4.0 * work.params().species().sam().pca().npcs()
            + 2 * EDGE * work.params().species().sam().k());
  }

  private double weights(DataSize s) {
    double genes = Math.min(s.genes(), work.params().species().sam().pca().nGenes());
    double wanted = work.params().species().sam().pca().npcs();
    double n = s.cells();
    double searched =
        Workload.searchBytes(work.params().species().sam().search().method(), n, n, wanted);
    double used = Math.max(searched, Workload.harmonyBytes(s, wanted));
    return singularVectors(work.chosenValues(s), n, genes, wanted) + 4 * wanted * n + used;
  }

  private double loadings(DataSize s) {
    return singularVectors((double) s.nonZeros(), s.cells(), s.genes(), work.components(s));
  }

  /**
   * A copy of the values, if they are few, and one by genes, if there are more genes than cells.
   * The basis of the space in float32, two panels in float64, and its small problem twice. The
   * wanted vectors in float64 and float32, and a panel of the longer side.
   */
  private static double singularVectors(double values, double cells, double genes, double wanted) {
    double shortSide = Math.min(cells, genes);
    double dimension = Math.min(shortSide, Workload.SPACE * wanted);
    return (values <= LARGEST_COPY ? HEAP_VALUE * values : 0)
        + (cells < genes ? HEAP_VALUE * values : 0)
        + shortSide * (4 * dimension + 2 * PANEL)
        + 2 * 8 * dimension * dimension
        + (8 + 4) * wanted * shortSide
        + PANEL * Math.max(cells, genes);
  }

  /** The cells of all species in the components of all; each iteration overwrites the last one. */
  private double projected() {
    return 4 * work.cells() * work.components();
  }

  /** The gene links: as found, of each iteration, and of the steps between. */
  private double links() {
    double copies = LINK_COPIES + work.params().mapping().rounds().iterations();
    return EDGE * copies * work.links();
  }

  /**
   * The neighbours in other species, by cells and by places; the mutual edges, in pieces and as one
   * graph; and the stitched graphs, with the edges that are kept beside them, old and new.
   */
  private double graphs() {
    double found = 2 * work.crossNeighbors();
    double stitched = work.crossEdges() + work.params().species().sam().k();
    return work.cells() * EDGE * 2 * (found + stitched + work.edgesBesideGraph());
  }

  /** The most that any step of an iteration needs. */
  private double mapping() {
    return harmonized() + Math.max(Math.max(panels(), searched()), Math.max(smoothed(), ranks()));
  }

  /** The corrected rows of species with batches, which are kept, and what their making needs. */
  private double harmonized() {
    double kept = 0;
    double making = 0;
    for (DataSize s : work.species()) {
      if (s.batches() > 1) {
        kept += 4.0 * s.cells() * work.components();
        making = Math.max(making, Workload.harmonyBytes(s, work.components()));
      }
    }
    return kept + making;
  }

  /** The translated loadings of a species. */
  private double panels() {
    return 4
        * work.components()
        * work.species().stream().mapToDouble(DataSize::genes).max().orElse(0);
  }

  /**
   * For each thread the expression of the cells that it averages, by cells and by genes, with room
   * to grow, and the averages and sums of genes; two sums per link.
   */
  private double smoothed() {
    double genes = work.species().stream().mapToDouble(DataSize::genes).sum();
    double values = work.smoothedTogether() * work.values() / Math.max(1, work.cells());
    return threads
        * (2 * GATHERED * values + genes * (PANEL + 2 * 2 * 8) + 2 * 8 * work.links() / 2);
  }

  /** Inverted neighbourhoods, and what tasks need to make and use them. */
  private double neighborhoods() {
    double holders = 0;
    double making = 0;
    for (DataSize s : work.species()) {
      holders += HOLDER * s.cells() * work.budget(s);
      making = Math.max(making, HOLDER_TASK * s.cells());
    }
    return holders + threads * Math.max(making, MUTUAL_TASK * work.cells());
  }

  /** Copies of the searched cells, for the species with the most cells. */
  private double searched() {
    double n = work.species().stream().mapToDouble(DataSize::cells).max().orElse(0);
    double pair = 2.0 * work.components() / work.species().size();
    boolean pairs =
        work.params().mapping().search().space() == SearchSpace.PAIR && work.species().size() > 2;
    double columns = pairs ? pair : work.components();
    return (pairs ? 2 * 4 * n * pair : 0)
        + Workload.searchBytes(work.params().mapping().search().method(), n, n, columns);
  }

  /** For ranks: expression by genes, that of one species by cells too, and columns of cells. */
  private double ranks() {
    if (work.params().mapping().agreement().mode() != EdgeMode.XI) {
      return 0;
    }
    long most = work.species().stream().mapToLong(DataSize::nonZeros).max().orElse(0);
    return HEAP_VALUE * (work.values() + most) + threads * RANKED * work.cells();
  }
}
