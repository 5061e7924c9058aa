package org.samap.core.mapping;

import org.samap.core.engine.Engine;
import org.samap.core.engine.Session;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;

/**
 * A mapping that is prepared once and then run as often as wanted, each time by other links between
 * the same genes. What does not depend on the links is kept: the species with their gene weights,
 * loadings and graphs, the neighbourhoods of the cells, and the cells projected on the loadings of
 * their own species. By the links of the input it gives the edges of the mapping, bit by bit.
 *
 * <p>A run costs what the iterations of a mapping cost. Memory is that of one mapping. Not
 * thread-safe: a run writes over the projections of the one before.
 */
public final class RepeatedMapping {
  /** A preparation takes about this part of a mapping. */
  private static final int PARTS = 4;

  private final Samap prepared;

  private RepeatedMapping(Samap prepared) {
    this.prepared = prepared;
  }

  public static RepeatedMapping of(MappingInput input, Session session) {
    return session
        .progress()
        .run(
            Samap.PREPARATION,
            Samap.steps(input),
            phase -> new RepeatedMapping(Samap.prepared(input, session.engine(), phase)));
  }

  /**
   * The last edges between species of a mapping that is run once: see {@link MappingResult#toEach}.
   *
   * @param phase counts this as one step
   */
  public static SparseMatrix once(MappingInput input, Engine engine, Progress.Phase phase) {
    return phase.part(
        1,
        whole -> {
          whole.expect(PARTS);
          Samap prepared =
              whole.part(
                  1,
                  part -> {
                    part.expect(Samap.steps(input));
                    return Samap.prepared(input, engine, part);
                  });
          return whole.part(PARTS - 1, prepared::toEach);
        });
  }

  /**
   * The last edges between species of the mapping by some links, by which types are scored: see
   * {@link MappingResult#toEach}.
   *
   * @param links genes x genes, symmetric, without links inside a species
   * @param phase counts this as one step
   */
  public SparseMatrix toEach(SparseMatrix links, Progress.Phase phase) {
    return phase.part(1, prepared.withLinks(links)::toEach);
  }
}
