package org.samap.core.homology.search;

import java.io.EOFException;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.samap.core.io.TextLines;

/**
 * The rows that an engine wrote, where sequences are called by their numbers. An engine writes the
 * rows of a query one after the other, but not always the queries in their order. A search of whole
 * transcriptomes has millions of rows: they stay in their file, and the memory is that of the
 * places of the queries and of the rows of one.
 */
final class RawRows {
  private static final int COLUMNS = 12;
  private static final int BIT_SCORE = 11;

  /** Rows of one query, from and to these places of the file. */
  private record Block(int query, long from, long to) {}

  private final Path file;
  private final List<Block> blocks = new ArrayList<>();

  private RawRows(Path file) {
    this.file = file;
  }

  /**
   * Finds the rows of the queries.
   *
   * @throws org.samap.core.run.InputException if a row is not of BLAST's format 6
   */
  static RawRows find(Path file) {
    RawRows rows = new RawRows(file);
    if (Files.exists(file)) { // an engine that finds nothing may write nothing
      try (TextLines lines = TextLines.open(file)) {
        rows.find(lines);
      }
    }
    return rows;
  }

  private void find(TextLines lines) {
    int query = -1;
    long from = 0;
    long to = 0;
    while (lines.next()) {
      String[] row = lines.text().split("\t", -1);
      if (row.length != COLUMNS) {
        throw lines.error("the program wrote %d columns for 12".formatted(row.length));
      }
      int of = Integer.parseInt(row[0]);
      if (of != query && query >= 0) {
        blocks.add(new Block(query, from, to));
      }
      if (of != query) {
        query = of;
        from = lines.offset();
      }
      to = lines.offset() + lines.end() - lines.start();
    }
    if (query >= 0) {
      blocks.add(new Block(query, from, to));
    }
    blocks.sort(Comparator.comparingInt(Block::query)); // blocks of one query stay in their order
  }

  /**
   * Writes the best row of every pair, in the order of the queries, with the names of the
   * sequences.
   *
   * @return the number of pairs
   */
  long write(List<String> queries, List<String> targets, Writer out) throws IOException {
    if (blocks.isEmpty()) {
      return 0;
    }
    long pairs = 0;
    try (FileChannel channel = FileChannel.open(file)) {
      for (int b = 0; b < blocks.size(); ) {
        int query = blocks.get(b).query;
        Map<Integer, String[]> best = new LinkedHashMap<>();
        for (; b < blocks.size() && blocks.get(b).query == query; b++) {
          text(channel, blocks.get(b))
              .lines()
              .filter(line -> !line.isBlank())
              .map(line -> line.split("\t", -1))
              .forEach(
                  row ->
                      best.merge(
                          Integer.parseInt(row[1]),
                          row,
                          (old, other) -> score(other) > score(old) ? other : old));
        }
        for (Map.Entry<Integer, String[]> pair : best.entrySet()) {
          String[] row = pair.getValue();
          row[0] = queries.get(query);
          row[1] = targets.get(pair.getKey());
          out.write(Arrays.stream(row).map(String::strip).collect(Collectors.joining("\t")));
          out.write('\n');
        }
        pairs += best.size();
      }
    }
    return pairs;
  }

  private String text(FileChannel channel, Block block) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(block.to - block.from));
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, block.from + bytes.position()) < 0) {
        throw new EOFException(file + " has become shorter");
      }
    }
    return new String(bytes.array(), StandardCharsets.UTF_8);
  }

  private static double score(String[] row) {
    return Double.parseDouble(row[BIT_SCORE].strip());
  }
}
