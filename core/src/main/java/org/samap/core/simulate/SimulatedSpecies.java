package org.samap.core.simulate;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowBlock;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * One species of a {@link Simulation}. Cells are drawn when they are asked for, each from its own
 * random stream. So blocks can be made in any order, in parallel, and again.
 */
public final class SimulatedSpecies {
  private final SimulationParams params;
  private final String id;
  private final Genome genome;
  private final List<CellType> types;

  /** For every donor, the profiles of the types; of one donor if cells have none. */
  private final List<List<TypeProfile>> profiles;

  private final AliasTable abundance;

  SimulatedSpecies(SimulationParams params, Genome genome, Programs programs, int species) {
    this.params = params;
    this.id = params.species().get(species);
    this.genome = genome;
    this.types = programs.types(species);
    this.profiles = profiles(programs.effects(species));
    this.abundance = abundance();
  }

  private List<List<TypeProfile>> profiles(List<Map<Marker, Double>> effects) {
    int donors = params.sampling().donors().count();
    return IntStream.range(0, Math.max(1, donors))
        .mapToObj(
            d ->
                IntStream.range(0, types.size())
                    .mapToObj(
                        t ->
                            new TypeProfile(
                                genome,
                                effects.get(t),
                                donors == 0 ? gene -> 0 : gene -> donorEffect(d, t, gene),
                                params.sampling()))
                    .toList())
        .toList();
  }

  /** How much more a donor expresses a gene in a type than others do, in logarithms. */
  private double donorEffect(int donor, int type, int gene) {
    String whose = "donor " + donor + " of " + id;
    double inAllTypes = Draws.of(params.seed(), whose, gene).normal();
    double inThisType = Draws.of(params.seed(), whose + " in type " + type, gene).normal();
    return params.sampling().donors().effect() * (inAllTypes + inThisType) / Math.sqrt(2);
  }

  public String id() {
    return id;
  }

  /** The names of the genes, without species prefix. */
  public List<String> geneNames() {
    return genome.names();
  }

  public int cells() {
    return params.cells();
  }

  public List<String> cellNames() {
    return IntStream.range(0, params.cells()).mapToObj(c -> id + "-cell" + c).toList();
  }

  /** The types that the species can have; if there are few cells, a rare type can have none. */
  public List<CellType> types() {
    return types;
  }

  /** The type of every cell. */
  public List<CellType> cellTypes() {
    return IntStream.range(0, params.cells()).mapToObj(c -> types.get(type(c))).toList();
  }

  /** The donor of every cell; empty if the cells have none. */
  public List<String> donors() {
    return params.sampling().donors().count() == 0
        ? List.of()
        : IntStream.range(0, params.cells()).mapToObj(c -> "donor" + (donor(c) + 1)).toList();
  }

  /** Open chromatin of the same cells. */
  public SimulatedPeaks peaks() {
    return new SimulatedPeaks(this, params.seed());
  }

  /** Draws the counts of all cells and keeps them. */
  public HeapExpression counts(Workers workers) {
    RowBlock[] blocks = new RowBlock[Math.ceilDiv(params.cells(), Expression.BLOCK_CELLS)];
    workers.forEach(blocks.length, b -> blocks[b] = block(b));
    return HeapExpression.of(params.cells(), genome.size(), blocks);
  }

  /**
   * The counts of all cells in order, drawn by all threads as they are asked for. Memory: two
   * blocks a thread, for any number of cells. Must not be iterated in a task of the workers.
   *
   * @param phase counts the cells
   */
  public Iterable<RowBlock> blocks(Workers workers, Progress.Phase phase) {
    return () -> new Waves(workers, phase);
  }

  /** Draws blocks, a few at a time. */
  private final class Waves implements Iterator<RowBlock> {
    private final int blocks = Math.ceilDiv(params.cells(), Expression.BLOCK_CELLS);
    private final Workers workers;
    private final Progress.Phase phase;
    private RowBlock[] made = {};
    private int firstMade;
    private int next;

    Waves(Workers workers, Progress.Phase phase) {
      this.workers = workers;
      this.phase = phase;
    }

    @Override
    public boolean hasNext() {
      return next < blocks;
    }

    @Override
    public RowBlock next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (next == firstMade + made.length) {
        firstMade = next;
        made = new RowBlock[0];
        made = new RowBlock[Math.min(2 * workers.threads(), blocks - next)];
        workers.forEach(made.length, i -> made[i] = block(firstMade + i));
      }
      RowBlock block = made[next++ - firstMade];
      phase.advance(block.rows());
      return block;
    }
  }

  /**
   * Draws the counts of the cells from {@code b * Expression.BLOCK_CELLS} on, and keeps nothing.
   * Time O(their sum).
   */
  public RowBlock block(int b) {
    int first = b * Expression.BLOCK_CELLS;
    int rows = Math.min(Expression.BLOCK_CELLS, params.cells() - first);
    int[] offsets = new int[rows + 1];
    CellCounts counts = new CellCounts(genome.size());
    for (int r = 0; r < rows; r++) {
      Draws draws = Draws.of(params.seed(), "counts of " + id, first + r);
      profiles.get(donor(first + r)).get(type(first + r)).sample(draws, counts);
      offsets[r + 1] = counts.endCell();
    }
    return new RowBlock(first, rows, offsets, counts.genes(), counts.values());
  }

  private int donor(int cell) {
    int donors = params.sampling().donors().count();
    return donors == 0 ? 0 : Draws.of(params.seed(), "donors of " + id, cell).below(donors);
  }

  private int type(int cell) {
    return abundance.draw(Draws.of(params.seed(), "types of " + id, cell));
  }

  private AliasTable abundance() {
    Draws draws = Draws.of(params.seed(), "abundance in " + id, 0);
    double[] own = new double[types.size()];
    double sum = 0;
    for (int t = 0; t < own.length; t++) {
      own[t] = draws.gamma(2);
      sum += own[t];
    }
    double evenness = params.types().evenness();
    for (int t = 0; t < own.length; t++) {
      own[t] = evenness / own.length + (1 - evenness) * own[t] / sum;
    }
    return new AliasTable(own);
  }
}
