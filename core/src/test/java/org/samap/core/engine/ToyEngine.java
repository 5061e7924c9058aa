package org.samap.core.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.samap.core.embed.UmapParams;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.expression.CountTotals;
import org.samap.core.expression.EntryFunction;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.GeneMoments;
import org.samap.core.expression.MomentSums;
import org.samap.core.expression.RowCursor;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.harmony.Batches;
import org.samap.core.harmony.HarmonyParams;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * A second engine, as one on other machines would be. Passes over expression go to the blocks as
 * bytes, in a shuffled order, come back as bytes and are merged in the order of the blocks; all
 * else is the CPU's. It counts what it is asked for.
 */
public final class ToyEngine implements Engine {

  /** What an engine can be asked for. */
  public enum Operation {
    TOTALS,
    DERIVE,
    MOMENTS,
    AVERAGES,
    COMPONENTS,
    LOADINGS,
    LENGTHS,
    DISTANCES,
    HARMONIZE,
    NEAREST,
    TRANSLATED_MOMENTS,
    PROJECT,
    MUTUAL_EDGES,
    STITCH,
    AGREEMENT,
    LAYOUT
  }

  private final Engine cpu;
  private final Map<Operation, Integer> asked = new EnumMap<>(Operation.class);
  private int passes;

  public ToyEngine(Workers workers) {
    this.cpu = CpuEngine.on(workers);
  }

  /** How often each operation was asked for. */
  public Map<Operation, Integer> asked() {
    return asked;
  }

  private void count(Operation operation) {
    asked.merge(operation, 1, Integer::sum);
  }

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public CountTotals totals(Expression counts) {
    count(Operation.TOTALS);
    return cpu.totals(counts);
  }

  @Override
  public Expression derive(Expression x, boolean[] keep, EntryFunction f, ExpressionStore store) {
    count(Operation.DERIVE);
    return cpu.derive(x, keep, f, store);
  }

  @Override
  public GeneMoments moments(Expression x) {
    count(Operation.MOMENTS);
    return sums(new GeneSums(x.genes()), x).moments(x.cells());
  }

  @Override
  public GeneMoments translatedMoments(GeneView view, double[] scale, SparseMatrix translation) {
    count(Operation.TRANSLATED_MOMENTS);
    return sums(new TranslatedSums(view.numbers(), scale, translation), view.expression())
        .moments(view.expression().cells());
  }

  private MomentSums sums(BlockPass pass, Expression x) {
    byte[] sent = bytes(pass::write);
    int tasks = Math.ceilDiv(x.cells(), x.taskCells());
    List<byte[]> parts = new ArrayList<>();
    for (int t = 0; t < tasks; t++) {
      parts.add(new byte[0]);
    }
    for (int t : shuffled(tasks)) {
      int from = t * x.taskCells();
      parts.set(t, atBlock(sent, x, from, Math.min(x.cells(), from + x.taskCells())));
    }
    MomentSums total = MomentSums.ofColumns(pass.columns());
    for (byte[] part : parts) {
      total.merge(read(part, MomentSums::read));
    }
    return total;
  }

  /** What happens where a block is: all that is known there is bytes and the block. */
  private static byte[] atBlock(byte[] sent, Expression x, int from, int to) {
    BlockPass pass = read(sent, BlockPass::read);
    MomentSums sums = MomentSums.ofColumns(pass.columns());
    BlockPass.Adder adder = pass.adder(sums);
    RowCursor row = x.cursor();
    for (int cell = from; cell < to; cell++) {
      row.read(cell);
      adder.add(row);
    }
    return bytes(sums::write);
  }

  private int[] shuffled(int n) {
    RandomStream random = RandomStream.of(1, "toy", passes++);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  static byte[] bytes(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static <T> T read(byte[] bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return reader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public GeneMoments averages(SparseMatrix graph, int first, Expression x) {
    count(Operation.AVERAGES);
    return cpu.averages(graph, first, x);
  }

  @Override
  public Svd components(ScaledExpression a, int components, long seed) {
    count(Operation.COMPONENTS);
    return cpu.components(a, components, seed);
  }

  @Override
  public FloatMatrix loadings(ScaledExpression a, int components, long seed) {
    count(Operation.LOADINGS);
    return cpu.loadings(a, components, seed);
  }

  @Override
  public double[] lengths(Expression x, int[] genes) {
    count(Operation.LENGTHS);
    return cpu.lengths(x, genes);
  }

  @Override
  public CellMatrix harmonize(CellMatrix rows, Batches batches, HarmonyParams params) {
    count(Operation.HARMONIZE);
    return cpu.harmonize(rows, batches, params);
  }

  @Override
  public SparseMatrix distances(Neighbors nearest) {
    count(Operation.DISTANCES);
    return cpu.distances(nearest);
  }

  @Override
  public Neighbors nearest(CellMatrix queries, CellMatrix points, int k, NeighborSearch how) {
    count(Operation.NEAREST);
    return cpu.nearest(queries, points, k, how);
  }

  @Override
  public void project(
      GeneView view,
      double[] scale,
      int first,
      SparseMatrix a,
      List<FloatMatrix> blocks,
      CellMatrix rows,
      ColumnRanges columns) {
    count(Operation.PROJECT);
    cpu.project(view, scale, first, a, blocks, rows, columns);
  }

  @Override
  public JoinedCells join(List<SpeciesCells> species, double least) {
    JoinedCells joined = cpu.join(species, least);
    return new JoinedCells() {
      @Override
      public SparseMatrix mutualEdges(SparseMatrix q, List<CellMatrix> rows, EdgeRule rule) {
        count(Operation.MUTUAL_EDGES);
        return joined.mutualEdges(q, rows, rule);
      }

      @Override
      public SparseMatrix stitch(SparseMatrix across, float[] own) {
        count(Operation.STITCH);
        return joined.stitch(across, own);
      }

      @Override
      public double[] agreement(
          List<GeneView> genes, GeneEdges edges, SparseMatrix stitched, EdgeMode mode) {
        count(Operation.AGREEMENT);
        return joined.agreement(genes, edges, stitched, mode);
      }
    };
  }

  @Override
  public FloatMatrix layout(SparseMatrix graph, UmapParams params, Progress.Phase phase) {
    count(Operation.LAYOUT);
    return cpu.layout(graph, params, phase);
  }

  @Override
  public void close() {}
}
