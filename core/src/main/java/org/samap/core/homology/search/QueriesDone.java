package org.samap.core.homology.search;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samap.core.run.Progress;

/**
 * Counts the queries that a search has done, by the last row that it wrote: BLAST+, the one that
 * takes hours, writes as it goes, and the queries in their order.
 */
final class QueriesDone {
  private static final int LAST_BYTES = 4096;
  private static final Pattern LAST_QUERY = Pattern.compile("\\n(\\d+)\\t[^\\n]*\\n[^\\n]*\\z");

  private final Path rows;
  private final Progress.Phase phase;
  private int done;

  QueriesDone(Path rows, Progress.Phase phase) {
    this.rows = rows;
    this.phase = phase;
  }

  /** Reads the end of the rows, which another program may be writing. */
  void look() {
    try (FileChannel channel = FileChannel.open(rows)) {
      ByteBuffer last = ByteBuffer.allocate(LAST_BYTES);
      channel.read(last, Math.max(0, channel.size() - LAST_BYTES));
      Matcher query =
          LAST_QUERY.matcher(
              new String(last.array(), 0, last.position(), StandardCharsets.ISO_8859_1));
      if (query.find()) {
        int now = Integer.parseInt(query.group(1));
        phase.advance(Math.max(0, now - done));
        done = Math.max(done, now);
      }
    } catch (IOException | NumberFormatException e) {
      // There are no rows yet, or none that can be read: the next look may find some.
    }
  }
}
