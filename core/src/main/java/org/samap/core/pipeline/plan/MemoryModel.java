package org.samap.core.pipeline.plan;

import java.util.function.ToDoubleFunction;
import org.samap.core.pipeline.DataSize;

/**
 * The resident memory of a run. Java and the program take {@link #BASE}. The heap takes {@link
 * #HEAP} times what lives on it in a stage, because the collector lets garbage gather before it
 * works, and {@link #LEAST_HEAP} even if little lives. Packed expression lies off the heap as it
 * is, or in a file, where it takes none.
 *
 * <p>The last two constants come from the same runs, by the same command, as those of {@link Cost}.
 */
public final class MemoryModel {
  /** Bytes of Java, the program and its compiled code. */
  public static final double BASE = 130e6;

  /** Bytes of a heap on which little lives. */
  public static final double LEAST_HEAP = 300e6;

  /** Resident bytes for a byte that is alive on a larger heap. */
  public static final double HEAP = 1.2;

  /** A matrix of at most this many values stays on the heap, and so does what is made of it. */
  private static final long SMALL = 8L << 20;

  private static final double HEAP_VALUE = 8;
  private static final double PACKED_VALUE = 3;
  private static final double EDGE = 8;

  /** Values that a thread reads at a time, with their raw bytes. */
  private static final double READING = (1 << 20) * 24.0;

  private final Workload work;
  private final int threads;

  MemoryModel(Workload work, int threads) {
    this.work = work;
    this.threads = threads;
  }

  /** The model of a run on so many threads. */
  public static MemoryModel of(Workload work, int threads) {
    return new MemoryModel(work, threads);
  }

  /** The bytes of expression that are packed, off the heap or in a file. */
  public double packedBytes() {
    return work.species().stream().mapToDouble(MemoryModel::packedBytes).sum();
  }

  static double packedBytes(DataSize s) {
    return s.nonZeros() > SMALL ? PACKED_VALUE * s.nonZeros() : 0;
  }

  /** The most bytes that are packed at a time: counts go as soon as their values are made. */
  public double mostPackedBytes() {
    return packedBytes() + largest(MemoryModel::packedBytes);
  }

  /** Peak resident bytes of a stage, the packed expression in memory or in a file. */
  double peak(Stage stage, boolean inFile) {
    double packed = stage == Stage.PREPROCESS ? mostPackedBytes() : packedBytes();
    return BASE + Math.max(LEAST_HEAP, HEAP * live(stage)) + (inFile ? 0 : packed);
  }

  /** The largest of all stages. */
  double peak(boolean inFile) {
    double most = 0;
    for (Stage stage : Stage.values()) {
      most = Math.max(most, peak(stage, inFile));
    }
    return most;
  }

  /** The most that lives on the heap in any stage. */
  public double live() {
    double most = 0;
    for (Stage stage : Stage.values()) {
      most = Math.max(most, live(stage));
    }
    return most;
  }

  /** What lives on the heap in a stage; of what each species needs there, the largest. */
  private double live(Stage stage) {
    double kept = work.species().stream().mapToDouble(this::kept).sum();
    return switch (stage) {
      case TABLES, OTHER -> 0;
      case READ -> kept + READING * threads;
      case PREPROCESS -> kept + largest(MemoryModel::small);
      case CLUSTERS, WRITE -> kept + largest(this::analysis);
      case WEIGHTS -> kept + largest(s -> analysis(s) + weights(s));
      case LOADINGS -> kept + largest(s -> analysis(s) + loadings(s));
      case MAP -> kept + mapping();
      case UMAP, RESULTS -> kept + results() + 2 * 4 * work.cells() * work.components();
    };
  }

  private double largest(ToDoubleFunction<DataSize> of) {
    return work.species().stream().filter(s -> !work.isReused(s)).mapToDouble(of).max().orElse(0);
  }

  /** Values that stay on the heap. */
  private static double small(DataSize s) {
    return packedBytes(s) > 0 ? 0 : HEAP_VALUE * s.nonZeros();
  }

  /** What a species keeps to the end: its graph, its loadings, names. */
  private double kept(DataSize s) {
    double names = 150;
    return small(s)
        + s.cells() * (EDGE * work.params().sam().k() + names)
        + s.genes() * (4.0 * work.params().components() + names);
  }

  /** What is kept until a species is written: components and two more graphs. */
  private double analysis(DataSize s) {
    return s.cells() * (4.0 * work.params().sam().npcs() + 2 * EDGE * work.params().sam().k());
  }

  private double weights(DataSize s) {
    double genes = Math.min(s.genes(), work.params().sam().nGenes());
    return 2 * HEAP_VALUE * work.chosenValues(s)
        + space(Math.min(s.cells(), genes), work.params().sam().npcs())
        + 8.0 * Math.max(s.cells(), genes) * work.params().sam().npcs();
  }

  private double loadings(DataSize s) {
    double components = work.params().components();
    return (s.cells() < s.genes() ? 2 : 1) * HEAP_VALUE * s.nonZeros()
        + space(Math.min(s.cells(), s.genes()), components)
        + 8 * Math.max(s.cells(), s.genes()) * components;
  }

  /** The space of singular vectors, its small problem, and what is wanted of it, in float64. */
  private static double space(double shortSide, double components) {
    double dimension = Math.min(shortSide, Workload.SPACE * components);
    return 8 * (shortSide * (dimension + components) + 2 * dimension * dimension);
  }

  /** Own parts, projected cells old and new, neighbourhoods as bits (twice their size). */
  private double mapping() {
    double components = work.components();
    double perCell = 4 * components / work.species().size() + 2 * 4 * components;
    double bits = 0;
    for (DataSize s : work.species()) {
      bits += 2.0 * s.cells() * work.budget(s);
    }
    return work.cells() * perCell + bits / 8 + results();
  }

  /** The stitched graph before and after, and that of the neighbours in other species. */
  private double results() {
    int k = work.params().mapping().crossK();
    double edges = k + 2 * (2.0 * k + work.params().sam().k());
    return work.cells() * EDGE * edges;
  }
}
