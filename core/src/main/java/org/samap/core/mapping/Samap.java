package org.samap.core.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.samap.core.engine.Engine;
import org.samap.core.engine.JoinedCells;
import org.samap.core.engine.Session;
import org.samap.core.engine.SpeciesCells;
import org.samap.core.harmony.Batches;
import org.samap.core.harmony.HarmonyParams;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Progress;
import org.samap.core.sam.JointWeights;

/**
 * Maps the cells of two or more species onto each other (Tarashansky et al. 2021, eLife 10:e66747).
 * Each iteration translates genes by homology, projects cells into each other's space, and stitches
 * mutual neighbours into one graph. It then re-weights the gene links by how well expression agrees
 * on that graph.
 */
public final class Samap {
  /** Shares of a neighbourhood below this are noise (SPEC 5.5). */
  private static final double NOISE = 0.1;

  /** The name of the phase before the iterations. */
  static final String PREPARATION = "map, preparation";

  /** The approximate shares of an iteration that its steps take, for a pair of species. */
  private static final long PROJECTING = 2;

  private static final long SEARCHING = 2;
  private static final long STITCHING = 1;
  private static final long REFINING = 3;

  private final List<MappedSpecies> species;
  private final GeneLinks homology;
  private final MappingParams params;
  private final Engine engine;
  private final SpeciesAxis cells;
  private final JoinedCells joined;
  private final Weighting asGiven;

  private Samap(MappingInput input, Engine engine, JoinedCells joined, Projection projection) {
    this.species = input.species();
    this.homology = input.links();
    this.params = input.params();
    this.engine = engine;
    this.cells = SpeciesAxis.ofSizes(species.stream().mapToInt(MappedSpecies::cells).toArray());
    this.joined = joined;
    this.asGiven = weighting(species, projection);
  }

  /**
   * Everything that depends on the gene weights.
   *
   * @param species the species with these weights
   * @param ofLinked the weight of every linked gene
   * @param projection the projection of the cells
   * @param refinement the refinement of the gene links
   */
  private record Weighting(
      List<MappedSpecies> species,
      double[] ofLinked,
      Projection projection,
      Refinement refinement) {}

  /** Receives the stitched graph of every iteration, from 1 on, as soon as it is made. */
  @FunctionalInterface
  public interface Listener {
    void iterated(int iteration, SparseMatrix graph);

    /**
     * Receives the edges of every iteration to each other species by itself, before the graph; only
     * if the other species share the edges of a cell in the graph.
     */
    default void compared(int iteration, SparseMatrix edges) {}
  }

  /**
   * @param species two or more, in the order of the links
   * @param homology the genes that are linked across species
   */
  public static MappingResult run(
      List<MappedSpecies> species,
      GeneLinks homology,
      MappingParams params,
      Listener listener,
      Session session) {
    Progress progress = session.progress();
    MappingInput input = new MappingInput(species, homology, params);
    return progress
        .<Samap>run(PREPARATION, steps(input), phase -> prepared(input, session.engine(), phase))
        .iterate(listener, progress);
  }

  /** The steps of {@link #prepared}: each species is joined, and projected on its own loadings. */
  static long steps(MappingInput input) {
    return 2L * input.species().size();
  }

  /**
   * Computes what all iterations share: neighbourhoods, and projections on own loadings.
   *
   * @param phase counts {@link #steps}
   */
  static Samap prepared(MappingInput input, Engine engine, Progress.Phase phase) {
    List<MappedSpecies> species = input.species();
    JoinedCells joined = phase.part(species.size(), _ -> engine.join(cellsOf(input), least(input)));
    return new Samap(input, engine, joined, new Projection(species, input.links(), engine, phase));
  }

  /**
   * The same mapping by other links between the same genes. It takes over what was prepared, so of
   * the two only one can be iterating at a time.
   */
  Samap withLinks(SparseMatrix links) {
    Projection projection =
        params.rounds().jointWeights()
            ? asGiven.projection.withWeightsOf(species)
            : asGiven.projection;
    return new Samap(
        new MappingInput(species, homology.withWeights(links), params), engine, joined, projection);
  }

  /** The last edges between species, see {@link MappingResult#toEach}. */
  SparseMatrix toEach(Progress.Phase phase) {
    int last = params.rounds().iterations();
    phase.expect(LongStream.rangeClosed(1, last).map(this::stepsOf).sum());
    Round round = Round.first(asGiven, homology.weights());
    for (int t = 1; t <= last; t++) {
      round = next(t, round, new ArrayList<>(), (_, _) -> {}, phase);
    }
    return round.edges.toEach(cells);
  }

  private MappingResult iterate(Listener listener, Progress progress) {
    List<Iteration> iterations = new ArrayList<>();
    Round round = Round.first(asGiven, homology.weights());
    for (int t = 1; t <= params.rounds().iterations(); t++) {
      int number = t;
      Round before = round;
      round =
          progress.run(
              "map, iteration " + t,
              stepsOf(t),
              phase -> next(number, before, iterations, listener, phase));
      progress.info(Alignments.after(t, iterations.getLast().alignment(), ids()));
    }
    return new MappingResult(
        cells,
        homology,
        iterations,
        round.edges.graph,
        round.edges.besideGraph,
        weightsOf(round.genes.species),
        round.projected);
  }

  /**
   * What one iteration passes to the next.
   *
   * @param genes the gene weights of the next iteration and what depends on them
   * @param links the refined links between genes
   * @param projected the cells in one space
   * @param edges the edges of the cells
   */
  private record Round(
      Weighting genes, SparseMatrix links, List<CellMatrix> projected, Stitched edges) {

    /** Before the first iteration there are neither projections nor a graph. */
    static Round first(Weighting genes, SparseMatrix links) {
      return new Round(genes, links, List.of(), Stitched.NONE);
    }
  }

  private Round next(
      int t, Round before, List<Iteration> iterations, Listener listener, Progress.Phase phase) {
    Weighting genes = before.genes;
    SparseMatrix links = before.links;
    SparseMatrix translation = translate(links, genes.ofLinked);
    Projection projection = genes.projection;
    List<CellMatrix> projected =
        phase.part(
            PROJECTING * pairs(),
            part -> {
              part.expect(2L * species.size() + batched());
              return withoutBatches(projection.rows(translation, part), engine.counting(part));
            });
    CrossNeighbors neighbors =
        phase.part(
            SEARCHING * pairs(),
            part -> {
              part.expect(pairs());
              return CrossNeighbors.find(projected, projection.components(), params, engine, part);
            });
    Stitched edges =
        phase.part(
            STITCHING * pairs(),
            part -> {
              part.expect(2);
              JoinedCells counting = joined.counting(part);
              SparseMatrix toEach =
                  counting.mutualEdges(neighbors.graph(), projected, params.edgeRule());
              return isShared()
                  ? new Stitched(
                      stitch(BestEdges.ofRows(toEach, params.crossK()), counting), toEach)
                  : new Stitched(stitch(toEach, counting));
            });
    SparseMatrix graph = edges.graph;
    iterations.add(new Iteration(links, alignment(graph), neighbors.recall()));
    edges.besideGraph.ifPresent(toEach -> listener.compared(t, toEach));
    listener.iterated(t, graph);
    if (!isLast(t)) {
      links =
          phase.part(
              REFINING * pairs(),
              part -> {
                part.expect(1);
                return before.genes.refinement.refine(graph, part);
              });
      genes = t == 1 && params.rounds().jointWeights() ? weighedJointly(genes, graph) : genes;
    }
    return new Round(genes, links, projected, edges);
  }

  /** Whether the other species share the edges of a cell in the graph. */
  private boolean isShared() {
    return params.edgesSharedBy(species.size()) > 1;
  }

  /**
   * The edges of an iteration.
   *
   * @param graph the stitched graph
   * @param besideGraph the mutual edges, K of a cell to each other species, if these share K edges
   *     in the graph
   */
  private record Stitched(SparseMatrix graph, Optional<SparseMatrix> besideGraph) {
    SparseMatrix toEach(SpeciesAxis cells) {
      return besideGraph.orElseGet(() -> cells.between(graph));
    }

    static final Stitched NONE = new Stitched(SparseMatrix.empty(0, 0));

    Stitched(SparseMatrix graph) {
      this(graph, Optional.empty());
    }

    Stitched(SparseMatrix graph, SparseMatrix toEach) {
      this(graph, Optional.of(toEach));
    }
  }

  private long batched() {
    return species.stream().filter(s -> !s.batches().isOne()).count();
  }

  /**
   * The rows without the differences between the batches of a species. SAM found the graph of the
   * species without them, but the expression that is projected still has them.
   */
  private List<CellMatrix> withoutBatches(List<CellMatrix> rows, Engine counting) {
    HarmonyParams harmony = HarmonyParams.defaults().withSeed(params.search().seed());
    List<CellMatrix> corrected = new ArrayList<>();
    for (int s = 0; s < rows.size(); s++) {
      Batches batches = species.get(s).batches();
      corrected.add(
          batches.isOne() ? rows.get(s) : counting.harmonize(rows.get(s), batches, harmony));
    }
    return corrected;
  }

  private long stepsOf(long t) {
    return (PROJECTING + SEARCHING + STITCHING + (isLast(t) ? 0 : REFINING)) * pairs();
  }

  private boolean isLast(long t) {
    return t == params.rounds().iterations();
  }

  private int pairs() {
    return species.size() * (species.size() - 1) / 2;
  }

  private List<String> ids() {
    return species.stream().map(MappedSpecies::id).toList();
  }

  private Weighting weighting(List<MappedSpecies> weighted, Projection projection) {
    return new Weighting(
        weighted,
        homology.gather(weightsOf(weighted)),
        projection,
        new Refinement(weighted, joined, homology, params.agreement()));
  }

  private static List<double[]> weightsOf(List<MappedSpecies> weighted) {
    return weighted.stream().map(MappedSpecies::weights).toList();
  }

  /** Weighs the genes of all species together, on the graph of the first iteration. */
  private Weighting weighedJointly(Weighting before, SparseMatrix graph) {
    List<double[]> weights =
        JointWeights.of(graph, species.stream().map(MappedSpecies::expression).toList(), engine);
    List<MappedSpecies> reweighted =
        IntStream.range(0, species.size())
            .mapToObj(s -> species.get(s).withWeights(weights.get(s)))
            .toList();
    return weighting(reweighted, before.projection.withWeightsOf(reweighted));
  }

  private SparseMatrix translate(SparseMatrix links, double[] geneWeights) {
    SparseMatrix shares = Translation.shares(Translation.activePairs(links, geneWeights));
    return params.edges().pairwise() ? Translation.pairwise(shares, homology.axis()) : shares;
  }

  private static List<SpeciesCells> cellsOf(MappingInput input) {
    return input.species().stream()
        .map(
            s ->
                new SpeciesCells(
                    s.connectivities(), s.clusters(), input.params().neighborhood().of(s.id())))
        .toList();
  }

  /** The least share of a neighbourhood that counts: a single cell of a whole cluster has less. */
  private static double least(MappingInput input) {
    Set<String> whole = input.params().neighborhood().sameCluster();
    return input.species().stream().anyMatch(s -> whole.contains(s.id()))
        ? Double.MIN_VALUE
        : NOISE;
  }

  private SparseMatrix stitch(SparseMatrix edges, JoinedCells counting) {
    return counting.stitch(edges, Stitching.shares(edges, params.mostEdges(species.size())));
  }

  private double[][] alignment(SparseMatrix graph) {
    return Stitching.alignment(cells, graph, params.crossK());
  }
}
