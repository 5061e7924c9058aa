package org.samap.cuda.mutual;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.cpu.KeptRows;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Progress;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.DriverException;
import org.samap.cuda.driver.GridShape;

/**
 * Makes the edges of some rows on one device. First it counts how many words hold any neighbour of
 * each block of 64 rows, which bounds its candidates. Then it makes as many blocks at once as there
 * is memory for: their candidates in one part of the columns after another, the correlations, and
 * the cut.
 */
final class RowEdges {
  /** The most edges that are kept of the blocks made at once: 192 MB of this machine's memory. */
  private static final int MOST_KEPT = 1 << 24;

  private final MutualInput input;
  private final MutualKernels kernels;
  private final SeenCells seen;
  private final DeviceStream stream;
  private final Progress.Phase phase;

  /**
   * @param phase counts the blocks of 64 rows
   */
  RowEdges(
      MutualInput input,
      MutualKernels kernels,
      SeenCells seen,
      DeviceStream stream,
      Progress.Phase phase) {
    this.input = input;
    this.kernels = kernels;
    this.seen = seen;
    this.stream = stream;
    this.phase = phase;
  }

  /** The cells of the other species, in parts of ascending places. */
  @FunctionalInterface
  interface Columns {
    /** Work on a part may be done again from the start if memory runs out. */
    void forEach(Consumer<SpeciesPart> work);
  }

  /**
   * Makes rows.
   *
   * @param rows of the part {@code own}
   * @param roomShare the share of the free memory that candidates may take
   * @throws DriverException if the device fails or has too little memory for the candidates of one
   *     block
   */
  List<KeptRows> make(Stripes rows, SpeciesPart own, Columns columns, double roomShare) {
    List<KeptRows> kept = new ArrayList<>();
    long[] most = mostCandidates(rows, columns);
    long room = (long) (stream.device().freeMemory() * roomShare);
    for (int from = 0; from < most.length; ) {
      int to = Math.min(endOfBatch(most, from, room), from + mostBlocks());
      try {
        kept.addAll(new Batch(rows, own, from, to).make(most, columns));
        phase.advance(to - from);
        from = to;
      } catch (DriverException e) {
        if (!e.isOutOfMemory() || to - from == 1) {
          throw e;
        }
        room /= 2;
      }
    }
    return kept;
  }

  /** The blocks whose kept edges fit into arrays, at least one. */
  private int mostBlocks() {
    return Math.max(1, MOST_KEPT / MutualInput.ROWS / Math.max(1, slotsOfRow()));
  }

  /** The most edges that are kept of a row. */
  private int slotsOfRow() {
    return input.rule().most(input.axis().species());
  }

  /** The blocks from {@code from} on that there is room for, at least one. */
  private static int endOfBatch(long[] most, int from, long room) {
    int to = from + 1;
    long bytes = EdgePanels.bytes(most[from]);
    while (to < most.length && bytes + EdgePanels.bytes(most[to]) <= room) {
      bytes += EdgePanels.bytes(most[to++]);
    }
    return to;
  }

  /** A bound of the candidates of each block. */
  private long[] mostCandidates(Stripes rows, Columns columns) {
    int blocks = input.blocks(rows);
    int[] words = new int[blocks];
    try (DeviceArena arena = stream.device().arena()) {
      DeviceMemory counts = arena.ints(blocks);
      stream.clear(counts);
      columns.forEach(
          part ->
              kernels
                  .countWords()
                  .launchWithShared(
                      stream,
                      GridShape.of(blocks, MutualKernels.THREADS),
                      MutualKernels.markBytes(input.blocks(part.stripes())),
                      input.firstPlace(rows),
                      input.endPlace(rows),
                      seen.starts(),
                      seen.seen(),
                      input.axis().start(part.stripes().species()),
                      input.axis().size(part.stripes().species()),
                      input.blocks(part.stripes()),
                      part.starts(),
                      part.wordOf(),
                      counts));
      stream.download(counts, words);
    }
    long[] most = new long[blocks];
    for (int b = 0; b < blocks; b++) {
      most[b] = (long) words[b] * MutualInput.ROWS;
    }
    return most;
  }

  /** The blocks [from, to) of the rows. */
  private final class Batch {
    private final Stripes rows;
    private final SpeciesPart own;
    private final int from;
    private final int blocks;
    private final GridShape shape;
    private final int firstRow;
    private final int endRow;

    /** The first row, counted from the first of the part that it is in. */
    private final int rowOfPart;

    Batch(Stripes rows, SpeciesPart own, int from, int to) {
      this.rows = rows;
      this.own = own;
      this.from = from;
      this.blocks = to - from;
      this.shape = GridShape.of(blocks, MutualKernels.THREADS);
      this.firstRow = input.firstPlace(rows) + from * MutualInput.ROWS;
      this.endRow = Math.min(input.endPlace(rows), firstRow + blocks * MutualInput.ROWS);
      this.rowOfPart = firstRow - input.firstPlace(own.stripes());
    }

    List<KeptRows> make(long[] most, Columns columns) {
      try (DeviceArena arena = stream.device().arena()) {
        EdgePanels candidates = EdgePanels.allocate(most, from, from + blocks, stream, arena);
        columns.forEach(
            part -> {
              addCandidates(part, candidates);
              if (input.rule().rescale()) {
                correlate(part, candidates);
              }
              // Only now, so that a part that is done again begins where it did.
              stream.copy(candidates.sizes(), candidates.done());
            });
        return cut(candidates, arena);
      }
    }

    private void addCandidates(SpeciesPart part, EdgePanels candidates) {
      SpeciesAxis axis = input.axis();
      int other = part.stripes().species();
      int words = input.blocks(part.stripes());
      kernels
          .tiles()
          .launchWithShared(
              stream,
              shape,
              MutualKernels.TILE_BYTES + MutualKernels.markBytes(words),
              firstRow,
              endRow,
              seen.starts(),
              seen.seen(),
              seen.weights(),
              seen.cursor(),
              axis.start(rows.species()),
              axis.size(rows.species()),
              own.starts(),
              own.wordOf(),
              own.bits(),
              rowOfPart / MutualInput.ROWS,
              axis.start(other),
              axis.size(other),
              input.firstPlace(part.stripes()),
              words,
              part.starts(),
              part.wordOf(),
              part.bits(),
              input.limit(),
              candidates.begin(),
              candidates.done(),
              candidates.sizes(),
              candidates.places(),
              candidates.rowsOf(),
              candidates.d());
    }

    private void correlate(SpeciesPart part, EdgePanels candidates) {
      kernels
          .correlations()
          .launch(
              stream,
              shape,
              endRow - firstRow,
              own.rows().from((long) Float.BYTES * input.stride() * rowOfPart),
              own.means().from((long) Float.BYTES * rowOfPart),
              own.inverseLengths().from((long) Float.BYTES * rowOfPart),
              input.firstPlace(part.stripes()),
              part.rows(),
              part.inverseLengths(),
              input.stride(),
              candidates.begin(),
              candidates.done(),
              candidates.sizes(),
              candidates.places(),
              candidates.rowsOf(),
              candidates.correlations());
    }

    private List<KeptRows> cut(EdgePanels candidates, DeviceArena arena) {
      EdgeRule rule = input.rule();
      int most = slotsOfRow();
      int slots = Math.multiplyExact(Math.multiplyExact(blocks, most), MutualInput.ROWS);
      DeviceMemory places = arena.ints(slots);
      DeviceMemory values = arena.doubles(slots);
      kernels
          .cut()
          .launch(
              stream,
              shape,
              candidates.begin(),
              candidates.sizes(),
              candidates.places(),
              candidates.rowsOf(),
              candidates.d(),
              candidates.correlations(),
              rule.rescale() ? 1 : 0,
              seen.cellAt(),
              seen.speciesEnds(),
              rows.species(),
              rule.k(),
              rule.towardsEach() ? 1 : 0,
              most,
              places,
              values);
      int[] place = new int[slots];
      double[] value = new double[slots];
      stream.download(places, place);
      stream.download(values, value);
      KeptRows[] kept = new KeptRows[blocks];
      input.cells().workers().forEach(blocks, b -> kept[b] = kept(b, most, place, value));
      return List.of(kept);
    }

    /** The edges of a block, which stand slot by slot, each with all rows. */
    private KeptRows kept(int block, int most, int[] place, double[] value) {
      int first = firstRow + block * MutualInput.ROWS;
      int count = Math.min(MutualInput.ROWS, endRow - first);
      KeptRows kept = new KeptRows(input.order(), first, count);
      for (int row = 0; row < count; row++) {
        for (int slot = 0; slot < most; slot++) {
          int at = (block * most + slot) * MutualInput.ROWS + row;
          if (place[at] >= 0) {
            kept.add(place[at], value[at]);
          }
        }
        kept.endRow();
      }
      return kept;
    }
  }
}
