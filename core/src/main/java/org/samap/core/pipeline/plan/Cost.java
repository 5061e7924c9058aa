package org.samap.core.pipeline.plan;

import static org.samap.core.pipeline.plan.Cost.Unit.BYTES;
import static org.samap.core.pipeline.plan.Cost.Unit.PRODUCTS;
import static org.samap.core.pipeline.plan.Cost.Unit.SECONDS;

/**
 * The terms of a run's processor time. A term's seconds are its amount of work ({@link Workload}
 * says how much that is), divided by the rate at which this machine does such work ({@link
 * MachineRates}), times the constant: 1 would mean that one thread runs at the machine's rate.
 *
 * <p>The constants were fitted to runs of 1,000 to 300,000 cells, which they meet within 10 %, by
 *
 * <pre>
 * samap bench --sizes 1k,3k,10k,30k,100k,300k --out bench
 * samap bench --fit --out bench
 * </pre>
 *
 * which prints them as they stand here. Terms that small runs hardly show keep most of their former
 * value in a fit.
 */
public enum Cost {
  TABLES_START(Stage.TABLES, SECONDS, 0.208),
  TABLES_TEXT(Stage.TABLES, BYTES, 1450),
  READ_START(Stage.READ, SECONDS, 0.28),
  READ_VALUES(Stage.READ, BYTES, 210),
  PREPROCESS_START(Stage.PREPROCESS, SECONDS, 0.196),
  PREPROCESS_VALUES(Stage.PREPROCESS, BYTES, 37.8),
  WEIGHTS_START(Stage.WEIGHTS, SECONDS, 2.32),
  WEIGHTS_PCA(Stage.WEIGHTS, PRODUCTS, 1.89),
  WEIGHTS_NEIGHBORS(Stage.WEIGHTS, PRODUCTS, 0.542),
  WEIGHTS_AVERAGES(Stage.WEIGHTS, BYTES, 0.321),
  LOADINGS_START(Stage.LOADINGS, SECONDS, 0.502),
  LOADINGS_SVD(Stage.LOADINGS, PRODUCTS, 1.31),
  CLUSTERS_START(Stage.CLUSTERS, SECONDS, 0.348),
  CLUSTERS_EDGES(Stage.CLUSTERS, BYTES, 154),
  MAP_START(Stage.MAP, SECONDS, 1.8),
  MAP_PROJECTION(Stage.MAP, PRODUCTS, 6.09),
  MAP_NEIGHBORS(Stage.MAP, PRODUCTS, 0.423),
  MAP_MUTUAL(Stage.MAP, BYTES, 2.91),
  MAP_CORRELATIONS(Stage.MAP, PRODUCTS, 0.849),
  MAP_SMOOTHING(Stage.MAP, BYTES, 5.36),
  MAP_LINKS(Stage.MAP, BYTES, 3.74),
  UMAP_START(Stage.UMAP, SECONDS, 0.3),
  UMAP_EDGES(Stage.UMAP, BYTES, 5),
  WRITE_START(Stage.WRITE, SECONDS, 0.735),
  WRITE_VALUES(Stage.WRITE, BYTES, 189),
  RESULTS_START(Stage.RESULTS, SECONDS, 0.571),
  RESULTS_VALUES(Stage.RESULTS, BYTES, 50),
  RESULTS_CELLS(Stage.RESULTS, BYTES, 77.9),
  OTHER_START(Stage.OTHER, SECONDS, 2.26),
  OTHER_CHECKSUMS(Stage.OTHER, BYTES, 189);

  /** What limits a term. */
  public enum Unit {
    /** Nothing that grows: mostly the compilation of the stage's loops. */
    SECONDS,
    /** Multiply-adds of float32. */
    PRODUCTS,
    /** Bytes that are moved. */
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
