package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.part;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.text;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u16;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** The filters that the chunks of a data set pass through, one after the other. */
final class ChunkFilters {
  private static final int FIRST_REGISTERED = 256;
  private static final int SHUFFLE = 2;

  /** More bytes than any filter makes of so few. */
  private static final long MOST_OF_NOTHING = 1L << 22;

  private static final long MOST_OF_A_BYTE = 40_000;

  private static final Map<Integer, ChunkFilter> KNOWN =
      Map.of(
          1,
          new DeflateFilter(),
          SHUFFLE,
          new ShuffleFilter(),
          3,
          new Fletcher32Filter(),
          32000,
          new LzfFilter(),
          32001,
          new BloscFilter(),
          32004,
          new Lz4Filter(),
          32008,
          new BitShuffleFilter(),
          32015,
          new ZstdFilter());

  private static final Map<Integer, String> NAMES =
      Map.of(
          1,
          "deflate",
          SHUFFLE,
          "shuffle",
          4,
          "szip",
          5,
          "n-bit",
          6,
          "scale-offset",
          307,
          "bzip2",
          32013,
          "zfp",
          32017,
          "sz",
          32026,
          "blosc2");

  private record Step(int id, String name, int[] settings, @Nullable ChunkFilter filter) {}

  private final List<Step> steps;

  private ChunkFilters(List<Step> steps) {
    this.steps = steps;
  }

  static ChunkFilters none() {
    return new ChunkFilters(List.of());
  }

  static ChunkFilters read(ByteBuffer b) {
    int version = u8(b);
    int count = u8(b);
    if (version != 1 && version != 2) {
      throw Hdf5Exception.unsupported("its filters are of version " + version);
    }
    skip(b, version == 1 ? 6 : 0);
    List<Step> steps = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      int id = u16(b);
      int nameLength = version == 1 || id >= FIRST_REGISTERED ? u16(b) : 0;
      skip(b, 2);
      int[] settings = new int[u16(b)];
      int padded = version == 1 ? (nameLength + 7) / 8 * 8 : nameLength;
      String own = text(part(b, padded));
      for (int i = 0; i < settings.length; i++) {
        settings[i] = b.getInt();
      }
      skip(b, version == 1 && settings.length % 2 == 1 ? 4 : 0);
      String name = NAMES.getOrDefault(id, own.isBlank() ? "filter" : own);
      steps.add(new Step(id, name, settings, KNOWN.get(id)));
    }
    return new ChunkFilters(steps);
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Fails if there is an unknown filter. */
  void requireKnown() {
    for (Step step : steps) {
      if (step.filter == null) {
        throw notSupported(step.name + " (HDF5 filter " + step.id + ")");
      }
    }
  }

  static Hdf5Exception notSupported(String filter) {
    return Hdf5Exception.unsupported(
        "it is compressed with %s, which is not supported; write the file again in Python: anndata"
                .formatted(filter)
            + ".read_h5ad(file).write_h5ad(other, compression='gzip')");
  }

  /**
   * Unpacks a chunk.
   *
   * @param mask a bit for each filter, set if the chunk skipped it
   * @param bytes the number of bytes of every chunk
   */
  byte[] decode(byte[] packed, int mask, int bytes) {
    if (bytes > MOST_OF_NOTHING + MOST_OF_A_BYTE * packed.length) {
      throw Hdf5Exception.damaged(
          "a chunk of %,d bytes cannot be packed in %,d".formatted(bytes, packed.length));
    }
    // Between two filters that change the size there can be a few more bytes: checksums, headers.
    long changing = steps.stream().filter(s -> s.id != SHUFFLE).count();
    int most =
        changing > 1 ? (int) Math.min(Integer.MAX_VALUE - 8, bytes + bytes / 8L + 1024) : bytes;
    byte[] content = packed;
    for (int i = steps.size() - 1; i >= 0; i--) {
      if ((mask >>> i & 1) == 0) {
        content = undo(steps.get(i), content, most);
      }
    }
    if (content.length != bytes) {
      throw Hdf5Exception.damaged(
          "a chunk holds %d of its %d bytes".formatted(content.length, bytes));
    }
    return content;
  }

  private static byte[] undo(Step step, byte[] content, int most) {
    ChunkFilter filter = step.filter;
    if (filter == null) {
      throw notSupported(step.name);
    }
    try {
      return filter.decode(content, step.settings, most);
    } catch (Hdf5Exception e) {
      throw e;
    } catch (DataFormatException e) {
      throw Hdf5Exception.damaged("a chunk packed with " + step.name + ": " + e.getMessage());
    } catch (RuntimeException e) {
      throw Hdf5Exception.damaged("a chunk packed with " + step.name + " is broken");
    }
  }
}
