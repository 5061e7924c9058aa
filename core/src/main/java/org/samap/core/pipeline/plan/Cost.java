package org.samap.core.pipeline.plan;

import static org.samap.core.pipeline.plan.Cost.Unit.BYTES;
import static org.samap.core.pipeline.plan.Cost.Unit.PRODUCTS;
import static org.samap.core.pipeline.plan.Cost.Unit.SECONDS;

/**
 * The terms of a run's processor time. A term takes its amount of work ({@link Workload}), divided
 * by the rate of this machine for such work ({@link MachineRates}), times a constant. The constant
 * would be 1 if one thread ran at the machine's rate.
 *
 * <p>The constants come from a sweep up to 300,000 cells, and were then fitted to runs of 2 species
 * of 500 and 3,000 cells and of 6 and 12 species of 500 cells. They predict these runs within 20 %.
 * Those of Harmony come from 1,000 to 20,000 cells with 100 and 300 columns. Constants are fitted
 * to a sweep by
 *
 * <pre>
 * samap bench --sizes 1k,3k,10k,30k,100k,300k --out bench
 * samap bench --fit --out bench
 * </pre>
 *
 * which prints them as they are written here. Terms that hardly matter in the fitted runs keep most
 * of their former value.
 */
public enum Cost {
  TABLES_START(Stage.TABLES, SECONDS, 0.276),
  TABLES_TEXT(Stage.TABLES, BYTES, 291),
  READ_START(Stage.READ, SECONDS, 0.189),
  READ_VALUES(Stage.READ, BYTES, 111),
  PREPROCESS_START(Stage.PREPROCESS, SECONDS, 0.11),
  PREPROCESS_VALUES(Stage.PREPROCESS, BYTES, 24.7),
  WEIGHTS_START(Stage.WEIGHTS, SECONDS, 2.06),
  WEIGHTS_PCA(Stage.WEIGHTS, PRODUCTS, 0.81),
  WEIGHTS_NEIGHBORS(Stage.WEIGHTS, PRODUCTS, 0.407),
  WEIGHTS_AVERAGES(Stage.WEIGHTS, BYTES, 0.302),
  WEIGHTS_HARMONY(Stage.WEIGHTS, PRODUCTS, 3.6),
  LOADINGS_START(Stage.LOADINGS, SECONDS, 0.692),
  LOADINGS_SVD(Stage.LOADINGS, PRODUCTS, 0.977),
  CLUSTERS_START(Stage.CLUSTERS, SECONDS, 0.198),
  CLUSTERS_EDGES(Stage.CLUSTERS, BYTES, 118),
  MAP_START(Stage.MAP, SECONDS, 1.78),
  MAP_PROJECTION(Stage.MAP, PRODUCTS, 2.71),
  MAP_NEIGHBORS(Stage.MAP, PRODUCTS, 0.485),
  MAP_MUTUAL(Stage.MAP, BYTES, 2.77),
  MAP_CORRELATIONS(Stage.MAP, PRODUCTS, 0.847),
  MAP_SMOOTHING(Stage.MAP, BYTES, 1.89),
  MAP_LINKS(Stage.MAP, BYTES, 3.66),
  MAP_HARMONY(Stage.MAP, PRODUCTS, 3.6),
  UMAP_START(Stage.UMAP, SECONDS, 3.6),
  UMAP_EDGES(Stage.UMAP, BYTES, 31),
  WRITE_START(Stage.WRITE, SECONDS, 0.17),
  WRITE_VALUES(Stage.WRITE, BYTES, 177),
  RESULTS_START(Stage.RESULTS, SECONDS, 0.424),
  RESULTS_VALUES(Stage.RESULTS, BYTES, 103),
  RESULTS_CELLS(Stage.RESULTS, BYTES, 327),
  OTHER_START(Stage.OTHER, SECONDS, 2.17),
  OTHER_CHECKSUMS(Stage.OTHER, BYTES, 92.8);

  /** What the time of a term depends on. */
  public enum Unit {
    /** Nothing: a fixed time, mostly to compile the stage's loops. */
    SECONDS,
    /** Multiply-adds of float32. */
    PRODUCTS,
    /** Bytes moved in memory. */
    BYTES
  }

  private final Stage stage;
  private final Unit unit;
  private final double constant;

  Cost(Stage stage, Unit unit, double constant) {
    this.stage = stage;
    this.unit = unit;
    this.constant = constant;
  }

  public Stage stage() {
    return stage;
  }

  public Unit unit() {
    return unit;
  }

  public double constant() {
    return constant;
  }
}
