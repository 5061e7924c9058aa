package org.samap.cuda.mutual;

import org.samap.core.engine.cpu.BreadthFirst;
import org.samap.core.engine.cpu.Holders;
import org.samap.core.run.Workers;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Devices;
import org.samap.cuda.driver.DriverException;
import org.samap.cuda.driver.GridShape;

/**
 * Collects neighbourhoods on devices (SPEC 5.4) and inverts them, with exactly the CPU engine's
 * result. A block of threads makes a word: it collects the neighbourhoods of 64 cells one after
 * another and sets their bits. The words are then sorted by cell on the CPU.
 *
 * <p>Cost: an addition in memory for each neighbour of each cell collected. Memory of the device:
 * 24 bytes for each cell and word that is made at once, and 12 for each cell that a word holds.
 */
public final class DeviceHolders {
  private static final String MODULE = "neighborhoods";
  private static final int THREADS = 256;

  /** The words that a multiprocessor makes at once. */
  private static final int WORDS_AT_ONCE = 4;

  /** The share of free memory that is used. */
  private static final double SHARE = 0.6;

  private static final int BYTES_OF_CELL = 4 * Integer.BYTES + Long.BYTES;

  private final BreadthFirst neighborhoods;
  private final int cells;
  private final Workers workers;
  private final Holders.Builder builder;

  private DeviceHolders(BreadthFirst neighborhoods, Workers workers) {
    this.neighborhoods = neighborhoods;
    this.cells = neighborhoods.budgets().length;
    this.workers = workers;
    this.builder = new Holders.Builder(cells);
  }

  /**
   * The holders of a species' cells.
   *
   * @throws DriverException if a device fails or has too little memory for one word at a time
   */
  public static Holders of(Devices devices, BreadthFirst neighborhoods, Workers workers) {
    DeviceHolders all = new DeviceHolders(neighborhoods, workers);
    int stripes = Math.ceilDiv(all.cells, Holders.STRIPE);
    int shares = Math.min(devices.count(), stripes);
    devices.deal(
        shares,
        (device, share) ->
            all.make(
                device,
                all.firstWord((int) ((long) stripes * share / shares)),
                all.firstWord((int) ((long) stripes * (share + 1) / shares))));
    return all.builder.build();
  }

  private int firstWord(int stripe) {
    return Math.min(Math.ceilDiv(cells, Holders.WORD), stripe * Holders.WORDS_OF_STRIPE);
  }

  /** Makes the words [from, to); returns how many. */
  private int make(Device device, int from, int to) {
    try (DeviceStream stream = device.stream();
        DeviceArena arena = device.arena()) {
      DeviceGraph graph = DeviceGraph.upload(neighborhoods, stream, arena);
      long most = (long) (SHARE * device.freeMemory() / ((long) BYTES_OF_CELL * cells));
      // The words made at once go into one array.
      int atOnce =
          Math.min(
              WORDS_AT_ONCE * device.info().multiprocessors(),
              Math.max(1, Integer.MAX_VALUE / cells));
      new BlockSize(Math.clamp(most, 1, atOnce), 1)
          .forBlocks(to - from, (a, b) -> new Batch(from + a, b - a).make(stream, graph));
    }
    return to - from;
  }

  /** Connectivities, budgets and the order of the cells on a device. */
  private record DeviceGraph(
      DeviceMemory starts, DeviceMemory neighbors, DeviceMemory budgets, DeviceMemory cellAt) {

    static DeviceGraph upload(BreadthFirst n, DeviceStream stream, DeviceArena arena) {
      int entries = n.connectivities().entries();
      DeviceGraph graph =
          new DeviceGraph(
              arena.ints(n.budgets().length + 1L),
              arena.ints(entries),
              arena.ints(n.budgets().length),
              arena.ints(n.budgets().length));
      stream.upload(n.connectivities().offsets(), graph.starts);
      stream.upload(n.connectivities().indices(), 0, entries, graph.neighbors);
      stream.upload(n.budgets(), graph.budgets);
      stream.upload(n.order().cellAt(), graph.cellAt);
      return graph;
    }
  }

  /** Words that are made at once. */
  private final class Batch {
    private final int first;
    private final int words;

    Batch(int first, int words) {
      this.first = first;
      this.words = words;
    }

    void make(DeviceStream stream, DeviceGraph graph) {
      int[] counts = new int[words];
      long[] begin = new long[words + 1];
      int[] cellsHeld;
      long[] holders;
      try (DeviceArena arena = stream.device().arena()) {
        DeviceMemory pointers = arena.ints((long) words * cells);
        DeviceMemory members = arena.ints(words * (cells + 1L));
        DeviceMemory bits = arena.longs((long) words * cells);
        DeviceMemory held = arena.ints((long) words * cells);
        DeviceMemory sizes = arena.ints(words);
        stream.clear(pointers);
        stream.clear(bits);
        GridShape shape = GridShape.of(words, THREADS);
        stream
            .device()
            .kernel(MODULE, "neighborhoods_collect")
            .launch(
                stream,
                shape,
                first,
                cells,
                graph.starts(),
                graph.neighbors(),
                graph.budgets(),
                neighborhoods.rings(),
                neighborhoods.excludeSelf() ? 1 : 0,
                graph.cellAt(),
                pointers,
                members,
                bits,
                held,
                sizes);
        stream.download(sizes, counts);
        for (int w = 0; w < words; w++) {
          begin[w + 1] = begin[w] + counts[w];
        }
        cellsHeld = new int[Math.toIntExact(begin[words])];
        holders = new long[cellsHeld.length];
        DeviceMemory begins = arena.longs(begin.length);
        DeviceMemory heldCells = arena.ints(cellsHeld.length);
        DeviceMemory heldBits = arena.longs(cellsHeld.length);
        stream.upload(begin, begins);
        stream
            .device()
            .kernel(MODULE, "neighborhoods_gather")
            .launch(stream, shape, cells, bits, held, sizes, begins, heldCells, heldBits);
        stream.download(heldCells, cellsHeld);
        stream.download(heldBits, holders);
      }
      add(cellsHeld, holders, begin);
    }

    /** Adds the words to their stripes, a task for each stripe. */
    private void add(int[] held, long[] holders, long[] begin) {
      int firstStripe = first / Holders.WORDS_OF_STRIPE;
      int endStripe = Math.ceilDiv(first + words, Holders.WORDS_OF_STRIPE);
      workers.forEach(
          endStripe - firstStripe,
          s -> {
            int from = Math.max(first, (firstStripe + s) * Holders.WORDS_OF_STRIPE);
            int to = Math.min(first + words, (firstStripe + s + 1) * Holders.WORDS_OF_STRIPE);
            for (int w = from; w < to; w++) {
              builder.add(w, held, holders, (int) begin[w - first], (int) begin[w - first + 1]);
            }
          });
    }
  }
}
