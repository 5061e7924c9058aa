package org.samap.core.engine.cpu;

import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.samap.core.run.Workers;

/**
 * For each cell of a species, its holders: the cells that have it in their neighbourhood. There are
 * as many holders as neighbourhood members, a number that grows with the square of the data, so
 * they are stored as bits. In the places of {@link CellOrder} the holders of a cell form dense
 * runs. One word stands for 64 successive places; empty words are not stored.
 *
 * <p>Words are grouped into stripes of {@value #STRIPE} holders, which are built independently. A
 * stripe lists the cells that it holds in order. Memory: 9 bytes per word and 8 per cell and
 * stripe, which is about two bits per neighbourhood member for clustered data. Time: each
 * neighbourhood is collected once.
 */
public final class Holders {
  /** The number of holders in a word. */
  public static final int WORD = 64;

  public static final int WORDS_OF_STRIPE = 64;

  /** The number of holders in a stripe. */
  public static final int STRIPE = WORDS_OF_STRIPE * WORD;

  /** The number of cells that share one list of the stripes that hold any of them. */
  private static final int CHUNK = 1024;

  private final Stripe[] stripes;
  private final int[][] stripesOfChunk;

  /**
   * @param first the first holder of the stripe
   * @param cells the cells that are held, ascending
   * @param starts where the words of each cell begin
   * @param wordAt the position in the stripe of each word
   * @param words the holders as bits
   */
  public record Stripe(int first, int[] cells, int[] starts, byte[] wordAt, long[] words) {}

  private Holders(Stripe[] stripes, int cells) {
    this.stripes = stripes;
    this.stripesOfChunk = new int[Math.ceilDiv(cells, CHUNK)][];
    int[] size = new int[stripesOfChunk.length];
    Arrays.fill(stripesOfChunk, new int[0]);
    for (int s = 0; s < stripes.length; s++) {
      int last = -1;
      for (int cell : stripes[s].cells) {
        int chunk = cell / CHUNK;
        if (chunk != last) {
          if (size[chunk] == stripesOfChunk[chunk].length) {
            stripesOfChunk[chunk] = Arrays.copyOf(stripesOfChunk[chunk], 2 * size[chunk] + 4);
          }
          stripesOfChunk[chunk][size[chunk]++] = s;
          last = chunk;
        }
      }
    }
    Arrays.setAll(stripesOfChunk, c -> Arrays.copyOf(stripesOfChunk[c], size[c]));
  }

  /** The holders by neighbourhoods. */
  public static Holders of(Neighborhoods neighborhoods, int cells, Workers workers) {
    Stripe[] stripes = new Stripe[Math.ceilDiv(cells, STRIPE)];
    Queue<StripeBuilder> builders = new ConcurrentLinkedQueue<>();
    workers.forEach(
        stripes.length,
        s -> {
          StripeBuilder idle = builders.poll();
          StripeBuilder builder =
              idle == null ? new StripeBuilder(neighborhoods.collector(), cells) : idle;
          stripes[s] = builder.build(s * STRIPE, Math.min(cells, (s + 1) * STRIPE));
          builders.add(builder);
        });
    return new Holders(stripes, cells);
  }

  /** Receives the cells that are held, each with its holders as bits. */
  interface Taker {
    void take(int cell, long holders);
  }

  /**
   * Passes on, in ascending order, the cells held by the {@value #WORD} holders from {@code first}
   * on, which must begin a word. O(words of a stripe).
   */
  void heldBy(int first, Taker taker) {
    Stripe stripe = stripes[first / STRIPE];
    int word = first % STRIPE / WORD;
    int cell = 0;
    for (int w = 0; w < stripe.words.length; w++) {
      if (stripe.wordAt[w] == word) {
        while (stripe.starts[cell + 1] <= w) {
          cell++;
        }
        taker.take(stripe.cells[cell], stripe.words[w]);
      }
    }
  }

  public Stripe stripe(int stripe) {
    return stripes[stripe];
  }

  public int stripes() {
    return stripes.length;
  }

  /** The stripes that hold a cell or one near it, ascending. */
  int[] stripesNear(int cell) {
    return stripesOfChunk[cell / CHUNK];
  }

  /**
   * Takes the words of all stripes from where they were made. The words of a stripe are added in
   * order; different threads can add to different stripes.
   */
  public static final class Builder {
    private final int cells;
    private final Stripe[] stripes;
    private final Map<Integer, StripeWords> open = new ConcurrentHashMap<>();
    private final Queue<StripeWords> idle = new ConcurrentLinkedQueue<>();

    /**
     * @param cells of the species
     */
    public Builder(int cells) {
      this.cells = cells;
      this.stripes = new Stripe[Math.ceilDiv(cells, STRIPE)];
    }

    /**
     * Adds a word.
     *
     * @param word its number from the first of the species on
     * @param held cells that are held, each once; those [from, to) are meant
     * @param holders the holders in the word of each of them, as bits
     */
    public void add(int word, int[] held, long[] holders, int from, int to) {
      int stripe = word / WORDS_OF_STRIPE;
      StripeWords words = open.computeIfAbsent(stripe, _ -> unused());
      words.reserve(to - from);
      for (int i = from; i < to; i++) {
        words.add((byte) (word % WORDS_OF_STRIPE), held[i], holders[i]);
      }
      if ((word + 1) % WORDS_OF_STRIPE == 0 || word == Math.ceilDiv(cells, WORD) - 1) {
        stripes[stripe] = words.grouped(stripe * STRIPE);
        open.remove(stripe);
        idle.add(words);
      }
    }

    private StripeWords unused() {
      StripeWords words = idle.poll();
      return words == null ? new StripeWords(cells) : words;
    }

    /** All words; each must have been added. */
    public Holders build() {
      return new Holders(stripes, cells);
    }
  }

  /**
   * Inverts the neighbourhoods of one stripe after another. Used by one thread. Arrays of one entry
   * per cell are allocated once, and cleared only where a stripe touched them.
   */
  private static final class StripeBuilder {
    private final Neighborhoods.Collector collector;

    /** For each cell, its holders in the current word; all 0 between words. */
    private final long[] bits;

    private final int[] touched;
    private final StripeWords words;

    StripeBuilder(Neighborhoods.Collector collector, int allCells) {
      this.collector = collector;
      bits = new long[allCells];
      touched = new int[allCells];
      words = new StripeWords(allCells);
    }

    Stripe build(int from, int to) {
      for (int first = from; first < to; first += WORD) {
        addWord(first, Math.min(to, first + WORD), (byte) ((first - from) / WORD));
      }
      return words.grouped(from);
    }

    private void addWord(int first, int end, byte word) {
      int count = 0;
      for (int holder = first; holder < end; holder++) {
        int members = collector.collect(holder);
        for (int m = 0; m < members; m++) {
          int cell = collector.members()[m];
          if (bits[cell] == 0) {
            touched[count++] = cell;
          }
          bits[cell] |= 1L << (holder - first);
        }
      }
      words.reserve(count);
      for (int t = 0; t < count; t++) {
        int cell = touched[t];
        words.add(word, cell, bits[cell]);
        bits[cell] = 0;
      }
    }
  }
}
