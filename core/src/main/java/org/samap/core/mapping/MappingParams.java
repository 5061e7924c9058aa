package org.samap.core.mapping;

import java.util.function.UnaryOperator;
import org.samap.core.engine.EdgeRule;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.InputException;

/**
 * The parameters of a mapping (SPEC 5 and 6).
 *
 * @param rounds how many times the species are mapped
 * @param search the search for neighbours in other species
 * @param neighborhood neighbourhoods inside a species
 * @param edges how mutual edges are cut and weighted
 * @param agreement the refinement of the gene links
 */
public record MappingParams(
    Rounds rounds,
    Search search,
    NeighborhoodParams neighborhood,
    Edges edges,
    AgreementParams agreement) {

  /** The limit of all numbers; no data need more. */
  private static final int MOST = 100_000;

  /**
   * The rounds of mapping.
   *
   * @param iterations the number of rounds, with a refinement of the gene links between them (3)
   * @param jointWeights whether genes are weighted again after the first round, on the graph of all
   *     species (no)
   */
  public record Rounds(int iterations, boolean jointWeights) {
    public Rounds {
      within("iterations", iterations, 1);
    }

    static Rounds defaults() {
      return new Rounds(3, false);
    }
  }

  /**
   * The search for the neighbours of a cell in each other species.
   *
   * @param crossK the number of neighbours (K = 20)
   * @param space the components in which two species are compared (JOINT)
   * @param method exact or approximate (AUTO)
   * @param seed the seed of approximate searches (0)
   */
  public record Search(int crossK, SearchSpace space, SearchMethod method, long seed) {
    public Search {
      within("cross_k", crossK, 1);
    }

    static Search defaults() {
      return new Search(20, SearchSpace.JOINT, SearchMethod.AUTO, 0);
    }

    NeighborSearch neighbors() {
      return new NeighborSearch(method, Metric.COSINE, seed);
    }

    public Search withSeed(long s) {
      return new Search(crossK, space, method, s);
    }

    public Search withMethod(SearchMethod m) {
      return new Search(crossK, space, m, seed);
    }
  }

  /**
   * The mutual edges of cells.
   *
   * @param pairwise whether genes are translated and edges cut for each pair of species by itself,
   *     not for all together
   * @param rescale whether edges are rescaled by the correlation of the projected cells
   */
  public record Edges(boolean pairwise, boolean rescale) {
    static Edges defaults() {
      return new Edges(true, true);
    }
  }

  /** The defaults of SPEC. */
  public static MappingParams defaults() {
    return new MappingParams(
        Rounds.defaults(),
        Search.defaults(),
        NeighborhoodParams.defaults(),
        Edges.defaults(),
        AgreementParams.defaults());
  }

  /** {@link Search#crossK}: K in SPEC. */
  public int crossK() {
    return search.crossK();
  }

  /** The number of species that share the K edges of a cell: 1 if each other one has its own. */
  public int edgesSharedBy(int species) {
    return edges.pairwise() ? 1 : Math.max(1, species - 1);
  }

  /** The edges that are found: K of a cell to each other species. */
  EdgeRule edgeRule() {
    return new EdgeRule(crossK(), true, edges.rescale());
  }

  /** The most edges of a cell to other species in the graph: {@code den} in SPEC. */
  int mostEdges(int species) {
    return edges.pairwise() ? crossK() * (species - 1) : crossK();
  }

  static void within(String name, int value, int least) {
    within(name, name, value, least);
  }

  static void within(String name, String what, int value, int least) {
    if (value < least || value > MOST) {
      throw InputException.about(
          name, "%s is %d; give a number from %d to %d".formatted(what, value, least, MOST));
    }
  }

  public MappingParams withRounds(Rounds r) {
    return new MappingParams(r, search, neighborhood, edges, agreement);
  }

  public MappingParams withSearch(UnaryOperator<Search> change) {
    return new MappingParams(rounds, change.apply(search), neighborhood, edges, agreement);
  }

  public MappingParams withNeighborhood(NeighborhoodParams n) {
    return new MappingParams(rounds, search, n, edges, agreement);
  }

  public MappingParams withEdges(Edges e) {
    return new MappingParams(rounds, search, neighborhood, e, agreement);
  }

  public MappingParams withAgreement(AgreementParams a) {
    return new MappingParams(rounds, search, neighborhood, edges, a);
  }
}
