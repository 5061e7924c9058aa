package org.samap.core.pipeline.plan;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.samap.core.engine.EngineWork;
import org.samap.core.harmony.Harmony;
import org.samap.core.mapping.MappingParams;
import org.samap.core.mapping.NeighborhoodParams;
import org.samap.core.mapping.SearchSpace;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.pipeline.DataSize;
import org.samap.core.pipeline.RunParams;
import org.samap.core.sam.SamParams;

/**
 * The work of a run, term by term, computed from the sizes of its input and the algorithm. Numbers
 * that depend on the data (rounds of SAM, clusters, gene links) are set to usual values.
 *
 * <p>n: cells, G: genes, Z: stored values of a species; N: cells of all species; p: components of
 * SAM, k: neighbours, L: components of the mapping per species, C: components of all species, K:
 * cross-species neighbours, T: iterations.
 */
public final class Workload {
  /** The rounds after which gene weights usually settle. */
  private static final double ROUNDS = 6;

  /** The dimension of the space in which singular vectors are found, per wanted component. */
  static final double SPACE = 4.5;

  /** The genes of a PCA have more values than other genes. */
  private static final double CHOSEN = 3;

  /** Clusters per unit of Leiden's resolution. */
  private static final double CLUSTERS = 10;

  /** The queries for which a search by lists finds the exact neighbours, to know its recall. */
  private static final double SAMPLE = 256;

  /** The most directions in which lists are compared. */
  private static final double DIRECTIONS = 384;

  private static final double POINTS_PER_LIST = 128;

  /** The points that a search by lists compares with a query, in square roots of their number. */
  private static final double COMPARED = 32;

  /**
   * The same as a share of all points, if leading directions say little about which are nearest.
   */
  private static final double COMPARED_SHARE = 0.16;

  /** The cost of a neighbour found by a graph, to insert and to search, in compared points. */
  private static final double INSERT = 60_000;

  private static final double SEARCH = 150_000;

  /** Bytes of a search table per resulting gene link. */
  private static final double TABLE_BYTES_PER_LINK = 210;

  /** A value with its index. */
  private static final double VALUE = 8;

  /** Reading a value with its index and updating the sum that it points to. */
  private static final double SCATTERED = 24;

  /**
   * The cells that are smoothed together, and the share of their edges that lead to distinct cells.
   */
  private static final double SMOOTHED = 64;

  private static final double DIFFERENT = 0.35;

  /** The times that Harmony compares every cell with every cluster, in all its rounds. */
  private static final double HARMONY_TURNS = 40;

  /** What the share of a cell in a cluster costs, an exponential, in compared columns. */
  private static final double HARMONY_SHARE = 270;

  /** The edges of a cell in a layout. */
  private static final double LAID_OUT = 40;

  private static final double LEIDEN_ROUNDS = 10;
  private static final double UMAP_EPOCHS = 300;

  private final List<DataSize> species;

  /** The number of gene links, both directions counted. */
  private final double links;

  private final RunParams params;
  private final Map<Cost, Double> amounts = new EnumMap<>(Cost.class);

  private Workload(List<DataSize> species, double links, RunParams params) {
    this.species = species;
    this.links = links;
    this.params = params;
  }

  /**
   * @param tableBytes the size of all search tables
   * @param fileBytes the size of all files, which are read once for their checksums
   */
  public static Workload of(
      List<DataSize> species, long tableBytes, long fileBytes, RunParams params) {
    Workload w = new Workload(species, tableBytes / TABLE_BYTES_PER_LINK, params);
    w.amounts.put(Cost.TABLES_START, 1.0);
    w.amounts.put(Cost.TABLES_TEXT, (double) tableBytes);
    w.amounts.put(Cost.OTHER_START, 1.0);
    w.amounts.put(Cost.OTHER_CHECKSUMS, (double) fileBytes);
    species.forEach(w::addSpecies);
    w.addMapping();
    w.addResults();
    return w;
  }

  /** The amount of a term; 0 if it does not occur. */
  public double amount(Cost cost) {
    return amounts.getOrDefault(cost, 0.0);
  }

  private void add(Cost cost, double amount) {
    amounts.merge(cost, amount, Double::sum);
  }

  private void addSpecies(DataSize s) {
    SamParams sam = params.species().sam();
    double n = s.cells();
    amounts.put(Cost.READ_START, 1.0);
    add(Cost.READ_VALUES, VALUE * s.nonZeros());
    if (s.finished()) {
      return;
    }
    for (Cost start :
        List.of(
            Cost.PREPROCESS_START, Cost.WEIGHTS_START, Cost.LOADINGS_START, Cost.CLUSTERS_START)) {
      amounts.put(start, 1.0);
    }
    add(Cost.PREPROCESS_VALUES, 4 * VALUE * s.nonZeros());
    int chosenGenes = Math.min(s.genes(), sam.pca().nGenes());
    double chosenValues = chosenValues(s);
    add(
        Cost.WEIGHTS_PCA,
        ROUNDS * singularVectors(chosenValues, s.cells(), chosenGenes, sam.pca().npcs()));
    add(Cost.WEIGHTS_NEIGHBORS, ROUNDS * search(sam.search().method(), n, n, sam.pca().npcs()));
    add(Cost.WEIGHTS_AVERAGES, ROUNDS * s.nonZeros() * sam.k() * SCATTERED);
    add(Cost.WEIGHTS_HARMONY, ROUNDS * harmony(s, sam.pca().npcs()));
    add(
        Cost.LOADINGS_SVD,
        singularVectors((double) s.nonZeros(), s.cells(), s.genes(), (int) components(s)));
    add(Cost.CLUSTERS_EDGES, LEIDEN_ROUNDS * n * sam.k() * SCATTERED);
    if (params.output().umap()) {
      amounts.put(Cost.UMAP_START, 1.0);
      add(Cost.UMAP_EDGES, UMAP_EPOCHS * n * sam.k() * SCATTERED);
    }
  }

  /** The multiply-adds that correct the batches of a species: distances to clusters, and means. */
  private static double harmony(DataSize s, double columns) {
    return s.batches() > 1
        ? HARMONY_TURNS * 2 * s.cells() * Harmony.clusters(s.cells()) * (columns + HARMONY_SHARE)
        : 0;
  }

  /**
   * The bytes of the same: rows of length 1 and corrected ones, shares in clusters, and what
   * batches change in these.
   */
  static double harmonyBytes(DataSize s, double columns) {
    double clusters = Harmony.clusters(s.cells());
    return s.batches() > 1
        ? 4 * s.cells() * (clusters + 2 * columns) + (8 + 4) * s.batches() * clusters * columns
        : 0;
  }

  /** The multiply-adds of a search for the points nearest to queries. */
  private static double search(SearchMethod how, double queries, double points, double columns) {
    double sample = SAMPLE * points * columns;
    return switch (how) {
      case EXACT -> exact(queries, points, columns);
      case HNSW -> sample + (INSERT * points + SEARCH * queries) * Math.min(columns, DIRECTIONS);
      case CLUSTERED, AUTO ->
          inLists(how, queries, points, columns)
              ? clustered(queries, points, columns)
              : exact(queries, points, columns);
    };
  }

  private static double exact(double queries, double points, double columns) {
    return queries * points * columns;
  }

  private static double clustered(double queries, double points, double columns) {
    double lists = Math.max(1, Math.min(4 * Math.sqrt(points), points / POINTS_PER_LIST));
    double near = COMPARED * Math.sqrt(points);
    double compared = columns > DIRECTIONS ? Math.max(near, COMPARED_SHARE * points) : near;
    return SAMPLE * points * columns
        + 2 * (queries + points) * lists * Math.min(columns, DIRECTIONS)
        + queries * compared * columns;
  }

  /** Whether a search is by lists; other searches keep no copies of all points. */
  private static boolean inLists(SearchMethod how, double queries, double points, double columns) {
    return switch (how) {
      case EXACT, HNSW -> false;
      case CLUSTERED -> clustered(queries, points, columns) < exact(queries, points, columns);
      case AUTO -> !NeighborSearch.exactIsWorthIt((int) queries, (int) points, (int) columns);
    };
  }

  /** The bytes of the points of a search by lists: their coordinates and positions. */
  static double searchBytes(SearchMethod how, double queries, double points, double columns) {
    return inLists(how, queries, points, columns)
        ? points * (4 * Math.min(columns, DIRECTIONS) + 20)
        : 0;
  }

  /** The number of stored values of the PCA's genes. */
  double chosenValues(DataSize s) {
    return s.nonZeros() * Math.min(1, CHOSEN * params.species().sam().pca().nGenes() / s.genes());
  }

  /**
   * Two multiply-adds per value and dimension of the space, and those that make the space
   * orthogonal.
   */
  private static double singularVectors(double values, int cells, int genes, int components) {
    double shortSide = Math.min(cells, genes);
    double space = Math.min(shortSide, SPACE * components);
    return 2 * values * space + 2 * shortSide * space * space + space * space * space;
  }

  private void addMapping() {
    MappingParams mapping = params.mapping();
    double rounds = mapping.rounds().iterations();
    double components = components();
    amounts.put(Cost.MAP_START, 1.0);
    for (int i = 0; i < species.size(); i++) {
      DataSize s = species.get(i);
      double n = s.cells();
      double own = components(s);
      add(Cost.MAP_PROJECTION, s.nonZeros() * (own + rounds * (components - own)));
      for (int j = 0; j < species.size(); j++) {
        if (j != i) {
          DataSize other = species.get(j);
          double columns = searchedColumns(s, other);
          add(
              Cost.MAP_NEIGHBORS,
              rounds * search(mapping.search().method(), n, other.cells(), columns));
          double budget = budget(other);
          double seen = Math.min(mapping.search().crossK(), other.cells());
          add(Cost.MAP_MUTUAL, rounds * n * budget * seen * SCATTERED);
          add(Cost.MAP_CORRELATIONS, rounds * n * Math.min(budget, other.cells()) * components);
        }
      }
      add(Cost.MAP_HARMONY, rounds * harmony(s, components));
      add(
          Cost.MAP_SMOOTHING,
          (rounds - 1) * n * smoothedTogether() / SMOOTHED * values() / cells() * SCATTERED);
    }
    // The cells of a species use only the links of its own genes.
    double met = 2.0 / species.size() * links;
    add(Cost.MAP_LINKS, (rounds - 1) * cells() * met * SCATTERED);
  }

  /** The number of columns in which the cells of two species are compared. */
  private double searchedColumns(DataSize a, DataSize b) {
    return params.mapping().search().space() == SearchSpace.PAIR
        ? components(a) + components(b)
        : components();
  }

  /** The cells whose expression is read to smooth a group: the neighbours of any of its cells. */
  double smoothedTogether() {
    double wanted = SMOOTHED * DIFFERENT * (params.species().sam().k() + crossEdges());
    return cells() * -StrictMath.expm1(-wanted / cells());
  }

  /** The edges of a cell to all other species, in the graph. */
  double crossEdges() {
    double k = params.mapping().search().crossK();
    return params.mapping().edges().pairwise() ? k * (species.size() - 1) : k;
  }

  /** The edges to each other species that are kept beside the graph: if they share K there. */
  double edgesBesideGraph() {
    return params.mapping().edgesSharedBy(species.size()) == 1 ? 0 : crossNeighbors();
  }

  /** The neighbours of a cell in all other species, and the mutual edges that are found. */
  double crossNeighbors() {
    return (double) params.mapping().search().crossK() * (species.size() - 1);
  }

  double links() {
    return links;
  }

  /**
   * The cells of a neighbourhood: as many as in a cluster, or all that can be reached if these are
   * fewer.
   */
  double budget(DataSize s) {
    double cluster = s.cells() / (CLUSTERS * params.species().leiden().resolution());
    NeighborhoodParams how = params.mapping().neighborhood();
    if (how.sameCluster().contains(s.id())) {
      return cluster;
    }
    int hops = how.hops().of(s.id());
    double reach = StrictMath.pow(params.species().sam().k() / 2.0, 1.0 + hops);
    double most = how.most() == 0 ? cluster : how.most();
    return Math.min(Math.max(1, Math.min(cluster, most)), reach);
  }

  private void addResults() {
    double k = params.species().sam().k();
    double npcs = params.species().sam().pca().npcs();
    amounts.put(Cost.WRITE_START, 1.0);
    for (DataSize s : species) {
      add(
          Cost.WRITE_VALUES,
          VALUE * s.nonZeros()
              + s.cells() * (4 * npcs + 3 * VALUE * k)
              + 4 * s.genes() * (components(s) + npcs));
    }
    amounts.put(Cost.RESULTS_START, 1.0);
    add(Cost.RESULTS_VALUES, params.output().expression() ? VALUE * values() : 0);
    double graphs =
        k + params.mapping().rounds().iterations() * (crossEdges() + edgesBesideGraph());
    add(Cost.RESULTS_CELLS, cells() * (4 * components() + VALUE * graphs) + 2 * VALUE * links);
    if (params.output().umap()) {
      double edges = Math.min(LAID_OUT, k + crossEdges());
      add(Cost.UMAP_EDGES, UMAP_EPOCHS * cells() * edges * SCATTERED);
    }
  }

  /** The sizes that an engine's own memory depends on. */
  EngineWork engineWork() {
    return new EngineWork(
        species.stream()
            .map(
                s ->
                    new EngineWork.Species(
                        s.cells(),
                        s.nonZeros(),
                        params.species().sam().pca().npcs(),
                        components(s),
                        budget(s)))
            .toList(),
        params.species().sam().k(),
        params.mapping().search().crossK(),
        params.output().umap());
  }

  double cells() {
    return species.stream().mapToDouble(DataSize::cells).sum();
  }

  double values() {
    return species.stream().mapToDouble(DataSize::nonZeros).sum();
  }

  /** The components of a species; fewer if it has fewer cells or genes. */
  double components(DataSize s) {
    return Math.clamp(Math.min(s.cells(), s.genes()) - 1, 1, params.species().components());
  }

  /** The components of all species. */
  double components() {
    return species.stream().mapToDouble(this::components).sum();
  }

  List<DataSize> species() {
    return species;
  }

  RunParams params() {
    return params;
  }

  /** The processor time of a stage. */
  public double cpuSeconds(Stage stage, MachineRates rates) {
    return Arrays.stream(Cost.values())
        .filter(cost -> cost.stage() == stage)
        .mapToDouble(cost -> cpuSeconds(cost, rates))
        .sum();
  }

  /** The part of a stage's processor time that does not grow with the data. */
  double firstCpuSeconds(Stage stage, MachineRates rates) {
    return Arrays.stream(Cost.values())
        .filter(cost -> cost.stage() == stage && cost.unit() == Cost.Unit.SECONDS)
        .mapToDouble(cost -> cpuSeconds(cost, rates))
        .sum();
  }

  private double cpuSeconds(Cost cost, MachineRates rates) {
    return cost.constant() * rates.seconds(cost.unit(), amount(cost));
  }
}
