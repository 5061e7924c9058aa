package org.samap.core.homology.graph;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.samap.core.io.OutputFile;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * The binary file of a homology graph, which is read many times faster than a table. Everything is
 * little endian:
 *
 * <ol>
 *   <li>8 bytes {@code 89 53 4D 48 47 0D 0A 1A}, the version (int 1), and the numbers of species,
 *       of genes, of entries (each edge twice) and of bytes of names (ints);
 *   <li>of each species the number of its genes, the length of its id (ints) and its id (UTF-8);
 *   <li>of each gene the end of its name among the bytes of names (ints), then these bytes: names
 *       with their prefix, UTF-8;
 *   <li>the edges in compressed rows: of each gene the end of its entries, then the partner of each
 *       entry (ints), then its weight (floats);
 *   <li>the CRC-32C of all bytes before (long).
 * </ol>
 *
 * <p>A file has at most 2 GB.
 */
final class BinaryGraph {
  private static final byte[] MAGIC = {(byte) 0x89, 'S', 'M', 'H', 'G', '\r', '\n', 0x1A};
  private static final int VERSION = 1;
  private static final int HEADER = MAGIC.length + 5 * Integer.BYTES;

  private BinaryGraph() {}

  /** Whether the file begins as such a file does. */
  static boolean is(Path file) {
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    } catch (IOException e) {
      throw InputException.unreadable(file, e);
    }
  }

  static void write(HomologyGraph graph, Path file) {
    ByteBuffer bytes = bytes(graph, file);
    OutputFile.write(
        file,
        channel -> {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }

  private static ByteBuffer bytes(HomologyGraph graph, Path file) {
    GeneAxis genes = graph.genes();
    SparseMatrix edges = graph.edges();
    byte[][] names = encoded(genes.names());
    byte[][] ids = encoded(genes.species());
    long nameBytes = length(names);
    long size =
        HEADER
            + ids.length * 2L * Integer.BYTES
            + length(ids)
            + nameBytes
            + (2L * genes.size() + 2L * edges.entries()) * Integer.BYTES
            + Long.BYTES;
    if (size > Integer.MAX_VALUE - 8) {
      throw new InputException(
          file + ": the graph is too large for a binary file; save it as .tsv.gz");
    }
    ByteBuffer b = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    b.put(MAGIC).putInt(VERSION).putInt(ids.length).putInt(names.length);
    b.putInt(edges.entries()).putInt((int) nameBytes);
    for (int s = 0; s < ids.length; s++) {
      b.putInt(genes.namesOf(s).size()).putInt(ids[s].length).put(ids[s]);
    }
    int end = 0;
    for (byte[] name : names) {
      end += name.length;
      b.putInt(end);
    }
    for (byte[] name : names) {
      b.put(name);
    }
    for (int gene = 1; gene <= genes.size(); gene++) {
      b.putInt(edges.offset(gene));
    }
    for (int p = 0; p < edges.entries(); p++) {
      b.putInt(edges.index(p));
    }
    for (int p = 0; p < edges.entries(); p++) {
      b.putFloat(edges.value(p));
    }
    return b.putLong(checksum(b.array(), b.position())).flip();
  }

  private static byte[][] encoded(List<String> texts) {
    return texts.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  private static long length(byte[][] texts) {
    return Arrays.stream(texts).mapToLong(t -> t.length).sum();
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  static HomologyGraph read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw InputException.unreadable(file, e);
    } catch (OutOfMemoryError e) {
      throw new InputException(file + ": does not fit into memory; give samap more", e);
    }
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
    if (bytes.length < HEADER + Long.BYTES) {
      throw damaged(file, "it is cut short");
    }
    int version = b.getInt();
    if (version != VERSION) {
      throw new InputException(
          "%s is a homology graph of version %d, and this program reads version %d; save it again"
              .formatted(file, version, VERSION));
    }
    int end = bytes.length - Long.BYTES;
    if (b.getLong(end) != checksum(bytes, end)) {
      throw damaged(file, "its checksum differs");
    }
    try {
      return graph(b.limit(end), bytes);
    } catch (InputException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged(file, "its numbers contradict each other");
    }
  }

  private static HomologyGraph graph(ByteBuffer b, byte[] bytes) {
    int speciesCount = count(b, b.getInt());
    int genes = count(b, b.getInt());
    int entries = count(b, b.getInt());
    int nameBytes = b.getInt();
    List<String> species = new ArrayList<>();
    int[] sizes = new int[speciesCount];
    for (int s = 0; s < speciesCount; s++) {
      sizes[s] = b.getInt();
      species.add(text(b, b.getInt()));
    }
    int[] ends = ints(b, genes);
    List<List<String>> names = new ArrayList<>();
    int from = b.position();
    int gene = 0;
    for (int size : sizes) {
      List<String> ofSpecies = new ArrayList<>();
      for (int i = 0; i < size; i++, gene++) {
        int start = gene == 0 ? 0 : ends[gene - 1];
        ofSpecies.add(new String(bytes, from + start, ends[gene] - start, StandardCharsets.UTF_8));
      }
      names.add(ofSpecies);
    }
    b.position(from + nameBytes);
    int[] offsets = new int[genes + 1];
    b.asIntBuffer().get(offsets, 1, genes);
    b.position(b.position() + genes * Integer.BYTES);
    int[] partners = ints(b, entries);
    float[] weights = new float[entries];
    b.asFloatBuffer().get(weights);
    return new HomologyGraph(
        GeneAxis.of(species, names), SparseMatrix.of(genes, genes, offsets, partners, weights));
  }

  /** A number of things that take at least four bytes each. */
  private static int count(ByteBuffer b, int count) {
    if (count < 0 || count > b.remaining() / Integer.BYTES) {
      throw new IllegalArgumentException("more than the file has room for");
    }
    return count;
  }

  private static int[] ints(ByteBuffer b, int count) {
    int[] values = new int[count];
    b.asIntBuffer().get(values);
    b.position(b.position() + count * Integer.BYTES);
    return values;
  }

  private static String text(ByteBuffer b, int length) {
    byte[] text = new byte[count(b, length)];
    b.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static InputException damaged(Path file, String how) {
    return new InputException(
        "%s is a damaged homology graph: %s; save it again".formatted(file, how));
  }
}
