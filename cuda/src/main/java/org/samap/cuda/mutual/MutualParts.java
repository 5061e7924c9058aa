package org.samap.cuda.mutual;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.samap.core.engine.cpu.Holders;
import org.samap.core.engine.cpu.KeptRows;
import org.samap.core.run.Progress;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.DriverException;

/**
 * Makes the edges of one device's rows. If the device has room for the cells of all species, they
 * are copied to it once. Otherwise rows and columns are made in parts, and each part of the columns
 * is copied anew for each part of the rows.
 */
final class MutualParts {
  /**
   * If cells come in parts, the share of what is free that a part of the rows takes, then
   * candidates, then a part of the columns.
   */
  private static final double PART = 0.25;

  /** If all cells are on the device, the share of what is free that candidates take. */
  private static final double CANDIDATES = 0.8;

  /** The most words of a part: a bit for each fits a block's shared memory on every device. */
  private static final int MOST_WORDS = 200_000;

  private final MutualInput input;
  private final MutualKernels kernels;
  private final SeenCells seen;
  private final DeviceStream stream;
  private final RowEdges edges;

  private MutualParts(
      MutualInput input, SeenCells seen, DeviceStream stream, Progress.Phase phase) {
    this.input = input;
    this.kernels = MutualKernels.of(stream.device());
    this.seen = seen;
    this.stream = stream;
    this.edges = new RowEdges(input, kernels, seen, stream, phase);
  }

  /**
   * Makes rows.
   *
   * @param allCells the share of free memory that cells may take if they are all on the device
   * @param phase counts the blocks of 64 rows
   * @throws DriverException if the device fails or has too little memory for the smallest parts
   */
  static List<KeptRows> make(
      Device device, MutualInput input, List<Stripes> rows, double allCells, Progress.Phase phase) {
    try (DeviceStream stream = device.stream();
        DeviceArena arena = device.arena()) {
      SeenCells seen = SeenCells.upload(input, stream, arena);
      MutualParts edges = new MutualParts(input, seen, stream, phase);
      List<KeptRows> kept = new ArrayList<>();
      boolean fit = edges.fit(allCells) || (device.freeSpare() && edges.fit(allCells));
      if (!fit || !edges.makeWithAll(rows, kept)) {
        kept.clear();
        rows.forEach(r -> edges.makeInParts(r, kept));
      }
      return kept;
    }
  }

  /** Whether all cells take at most this share of the free memory. */
  private boolean fit(double share) {
    long bytes = 0;
    for (int s = 0; s < input.axis().species(); s++) {
      Stripes all = input.all(s);
      if (all.count() > mostStripes(s, Long.MAX_VALUE)) {
        return false;
      }
      bytes += SpeciesPart.bytes(input, all);
    }
    return bytes <= share * stream.device().freeMemory();
  }

  /** Whether there is memory to make the rows with all cells on the device. */
  private boolean makeWithAll(List<Stripes> rows, List<KeptRows> kept) {
    try (DeviceArena arena = stream.device().arena()) {
      List<SpeciesPart> parts = new ArrayList<>();
      for (int s = 0; s < input.axis().species(); s++) {
        parts.add(upload(input.all(s), arena));
      }
      for (Stripes r : rows) {
        RowEdges.Columns others =
            work -> parts.stream().filter(p -> p.stripes().species() != r.species()).forEach(work);
        kept.addAll(edges.make(r, parts.get(r.species()), others, CANDIDATES));
      }
      return true;
    } catch (DriverException e) {
      if (e.isOutOfMemory()) {
        return false;
      }
      throw e;
    }
  }

  private void makeInParts(Stripes rows, List<KeptRows> kept) {
    blockSize(rows.species())
        .forBlocks(
            rows.count(),
            (from, to) -> {
              try (DeviceArena arena = stream.device().arena()) {
                Stripes part = rows.part(from, to);
                SpeciesPart own = upload(part, arena);
                kept.addAll(
                    edges.make(part, own, work -> forEachOther(rows.species(), work), PART));
              }
            });
  }

  /** Copies the other species part by part. */
  private void forEachOther(int species, Consumer<SpeciesPart> work) {
    for (int s = 0; s < input.axis().species(); s++) {
      if (s != species) {
        Stripes all = input.all(s);
        blockSize(s)
            .forBlocks(
                all.count(),
                (from, to) -> {
                  try (DeviceArena arena = stream.device().arena()) {
                    work.accept(upload(all.part(from, to), arena));
                  }
                });
      }
    }
  }

  private BlockSize blockSize(int species) {
    return new BlockSize(mostStripes(species, (long) (PART * stream.device().freeMemory())), 1);
  }

  /** How many stripes of a species make a part of at most this size. */
  private int mostStripes(int species, long bytes) {
    Stripes all = input.all(species);
    long largest = 1;
    long mostWords = 1;
    for (int i = 0; i < all.count(); i++) {
      largest = Math.max(largest, SpeciesPart.bytes(input, all.part(i, i + 1)));
      mostWords = Math.max(mostWords, input.storedWords(all.part(i, i + 1)));
    }
    long stripes = Math.min(bytes / largest, Integer.MAX_VALUE / mostWords);
    return Math.clamp(stripes, 1, MOST_WORDS / Holders.WORDS_OF_STRIPE);
  }

  private SpeciesPart upload(Stripes stripes, DeviceArena arena) {
    return SpeciesPart.upload(input, stripes, kernels, seen.placeOf(), stream, arena);
  }
}
