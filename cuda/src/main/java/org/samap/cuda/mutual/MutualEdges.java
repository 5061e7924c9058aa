package org.samap.cuda.mutual;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.cpu.CpuJoinedCells;
import org.samap.core.engine.cpu.Holders;
import org.samap.core.engine.cpu.KeptRows;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.cuda.device.Devices;

/**
 * The mutual edges of cells across species on devices (SPEC 5.5 to 5.7): C = Q M^T, D_ij =
 * sqrt(C_ij C_ji), rescaled by the correlations of the projected cells and cut to the K best.
 *
 * <p>The result is the CPU engine's to the last bit. Sums of C are whole numbers, the products of
 * correlations are added in the same order, and the edges of equal weight are ordered by cell. It
 * depends neither on the number of devices nor on what fits their memory.
 *
 * <p>For each block of 64 rows a device first makes its candidates, the columns to which any of the
 * rows has an edge, in tiles of 64 x 256 sums; the other direction is summed only for columns in
 * which the first is large enough. The correlations are products of 64 rows with 64 candidates, in
 * float32. A last kernel rescales and selects. Nothing of size cells x neighbourhood leaves the
 * chip, but for the candidates of the blocks that are made at once.
 *
 * <p>Cost for n cells with neighbourhoods of b, K neighbours and width w: n K b / 30 steps of a
 * warp for the sums, n b w fused operations for the correlations, some 3,000 bytes of memory
 * traffic for each of the n b / 64 candidates. Copied to each device and iteration: 4 w bytes for
 * each cell and 9 for each word of {@link Holders}; device memory: 4 w and 12, and what candidates
 * take.
 */
public final class MutualEdges {
  /** The share of free memory that cells may take if they are all on the device. */
  private static final double ALL_CELLS = 0.6;

  private MutualEdges() {}

  /**
   * Makes the edges.
   *
   * @param q cells x cells, without entries inside a species
   * @param rows the projected cells of each species
   * @param phase counts the blocks of rows
   * @return cells x cells
   */
  public static SparseMatrix of(
      Devices devices,
      CpuJoinedCells cells,
      SparseMatrix q,
      List<CellMatrix> rows,
      EdgeRule rule,
      Progress.Phase phase) {
    MutualInput input = new MutualInput(cells, cells.inPlaces(q), rows, rule);
    return of(devices, input, ALL_CELLS, phase);
  }

  /** Makes the edges; a smaller share of the memory for all cells asks for parts. */
  static SparseMatrix of(
      Devices devices, MutualInput input, double allCells, Progress.Phase phase) {
    phase.expect(blocks(input));
    List<List<Stripes>> shares = shares(input, devices.count());
    List<List<KeptRows>> kept =
        devices.deal(
            shares.size(),
            (device, d) -> MutualParts.make(device, input, shares.get(d), allCells, phase));
    return KeptRows.matrix(
        input.order(), kept.stream().flatMap(List::stream).toArray(KeptRows[]::new));
  }

  private static int blocks(MutualInput input) {
    return IntStream.range(0, input.axis().species()).map(s -> input.blocks(input.all(s))).sum();
  }

  /** The rows of each device: every species is cut into as many runs as there are devices. */
  private static List<List<Stripes>> shares(MutualInput input, int devices) {
    List<List<Stripes>> shares = new ArrayList<>();
    for (int d = 0; d < devices; d++) {
      List<Stripes> share = new ArrayList<>();
      for (int s = 0; s < input.axis().species(); s++) {
        Stripes all = input.all(s);
        // The devices take turns at being first, as a small species has fewer stripes than devices.
        int turn = (d + s) % devices;
        int from = (int) ((long) all.count() * turn / devices);
        int to = (int) ((long) all.count() * (turn + 1) / devices);
        if (from < to) {
          share.add(all.part(from, to));
        }
      }
      shares.add(share);
    }
    return shares;
  }
}
