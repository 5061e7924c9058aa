package org.samap.cuda.links;

import org.samap.core.engine.GeneEdges;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.GridShape;

/**
 * Smooths cells on a device and adds up squares and products of their linked genes.
 *
 * <p>A panel is some chunks of {@value #CHUNK} cells, cells x genes in float32. It is turned to
 * genes x cells, each chunk about its own mean, and multiplied along the edges while it is in the
 * cache. Inside a chunk products are added in float32: 8 cells in each lane of a warp, then the
 * lanes in a tree. Chunks are joined in float64, one after another. So it does not matter how cells
 * are cut into panels, as long as these are whole chunks.
 *
 * <p>Per cell: 8 bytes and one multiply-add for each value of its neighbours, 16 bytes a gene, and
 * at most 8 bytes and one multiply-add an edge. Memory: two panels of {@value #PANEL_BYTES} bytes
 * or one chunk, and 16 bytes an edge.
 */
final class PearsonPanel {
  /** As in links.cu. */
  static final int CHUNK = 256;

  private static final int PANEL_BYTES = 16 << 20;
  private static final int WARP = 32;

  /** Edges of a block of links_multiply. */
  private static final int EDGES = 64;

  private static final int LEAST_THREADS = 64;
  private static final int MOST_THREADS = 512;

  private final LinkedGenes genes;
  private final int n;
  private final DeviceStream stream;
  private final GeneTiles tiles;

  /** The most cells of a panel. */
  private final int most;

  private final DeviceMemory first;
  private final DeviceMemory second;
  private final DeviceMemory tileTable;
  private final DeviceMemory panel;
  private final DeviceMemory centred;
  private final DeviceMemory means;
  private final DeviceMemory panelSquares;
  private final DeviceMemory mean;
  private final DeviceMemory squares;
  private final DeviceMemory products;

  /**
   * @param cells the most that are added at a time
   */
  PearsonPanel(DeviceArena arena, DeviceStream stream, LinkedGenes genes, int cells) {
    this.genes = genes;
    this.n = genes.total();
    this.stream = stream;
    this.tiles = GeneTiles.of(genes.axis(), stream.device().info().sharedBytes());
    long bytes = Math.min(PANEL_BYTES, stream.device().freeMemory() / 8);
    long fitting = Math.min(bytes / ((long) CHUNK * Float.BYTES * n), Math.ceilDiv(cells, CHUNK));
    int chunks = (int) Math.max(1, fitting);
    this.most = chunks * CHUNK;
    this.first = arena.ints(genes.edges());
    this.second = arena.ints(genes.edges());
    this.tileTable = arena.ints(tiles.table().length);
    this.panel = arena.floats((long) most * n);
    this.centred = arena.floats((long) most * n);
    this.means = arena.doubles((long) chunks * n);
    this.panelSquares = arena.doubles((long) chunks * n);
    this.mean = arena.doubles(n);
    this.squares = arena.doubles(n);
    this.products = arena.doubles(genes.edges());
    stream.upload(genes.first(), first);
    stream.upload(genes.second(), second);
    stream.upload(tiles.table(), tileTable);
  }

  /** Forgets all cells. */
  void clear() {
    stream.clear(mean);
    stream.clear(squares);
    stream.clear(products);
  }

  /**
   * Adds the cells of a species whose edges are the first rows of a graph.
   *
   * @param rows the expression of all their neighbours
   * @param before the number of cells added before, a multiple of the chunk
   */
  void add(int species, int count, int before, SmoothingGraph graph, CellRows rows) {
    for (int from = 0; from < count; from += most) {
      int cells = Math.min(most, count - from);
      smooth(from, cells, graph, rows);
      join(cells, before + from);
      for (GeneEdges.Pair pair : genes.pairs()) {
        if (pair.from() < pair.to() && (pair.a() == species || pair.b() == species)) {
          multiply(cells, before + from, pair);
        }
      }
    }
  }

  private void smooth(int from, int cells, SmoothingGraph graph, CellRows rows) {
    Device device = stream.device();
    device
        .kernel("links", "links_smooth")
        .launchWithShared(
            stream,
            new GridShape(cells, tiles.count(), threads(rows)),
            tiles.bytes(),
            rows.words(),
            rows.starts(),
            rows.lengths(),
            graph.starts(),
            graph.columns(),
            graph.weights(),
            genes.axis().species(),
            tileTable,
            from,
            n,
            panel);
    device
        .kernel("links", "links_centre")
        .launch(
            stream,
            new GridShape(Math.ceilDiv(n, WARP), Math.ceilDiv(cells, CHUNK), 8 * WARP),
            panel,
            n,
            cells,
            centred,
            means,
            panelSquares);
  }

  /** Two values of a row a thread. */
  private static int threads(CellRows rows) {
    long half = rows.values() / (2L * Math.max(1, rows.count()));
    return Math.clamp((half + WARP - 1) / WARP * WARP, LEAST_THREADS, MOST_THREADS);
  }

  private void join(int cells, int before) {
    stream
        .device()
        .kernel("links", "links_join")
        .launch(
            stream,
            GridShape.covering(n, 256),
            means,
            panelSquares,
            n,
            cells,
            before,
            mean,
            squares);
  }

  private void multiply(int cells, int before, GeneEdges.Pair pair) {
    stream
        .device()
        .kernel("links", "links_multiply")
        .launch(
            stream,
            GridShape.of(Math.ceilDiv(pair.to() - pair.from(), EDGES), 8 * WARP),
            centred,
            means,
            n,
            cells,
            before,
            first,
            second,
            pair.from(),
            pair.to(),
            products);
  }

  /** The sums over the cells added so far. */
  SegmentSums sums(Segment segment) {
    SegmentSums sums =
        new SegmentSums(segment, new double[n], new double[n], new double[genes.edges()]);
    stream.download(mean, sums.mean());
    stream.download(squares, sums.squares());
    stream.download(products, sums.products());
    return sums;
  }
}
