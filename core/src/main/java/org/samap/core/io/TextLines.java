package org.samap.core.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.samap.core.run.InputException;

/**
 * The lines of a UTF-8 text file as ranges of bytes, without a string per line. Gzip is recognised
 * by its first bytes, whatever the name of the file, and can have several members. Skips a byte
 * order mark at the beginning. Skips blank lines and lines that begin with {@code #}, but counts
 * them. A carriage return before the line feed is not part of the line. Keeps one buffer, which
 * grows only for a longer line.
 */
public final class TextLines implements AutoCloseable {
  private static final int BUFFER = 1 << 18;

  /** Longer than any line of a table of a million cells. */
  private static final int LONGEST = 1 << 26;

  private final Path file;
  private final InputStream in;
  private byte[] buffer = new byte[BUFFER];
  private int filled;

  /** The place of the buffer's first byte in the text. */
  private long base;

  private int next;
  private int start;
  private int end;
  private long number;

  private TextLines(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  public static TextLines open(Path file) {
    try {
      InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      return new TextLines(file, gzip ? new GzipMembers(raw) : raw);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Moves to the next line with content; returns false at the end of the file. */
  public boolean next() {
    while (advance()) {
      if (start < end && buffer[start] != '#') {
        return true;
      }
    }
    return false;
  }

  /** Like {@link #next}, but also stops at lines that begin with {@code #}. */
  public boolean nextOrComment() {
    while (advance()) {
      if (start < end) {
        return true;
      }
    }
    return false;
  }

  /**
   * The buffer that holds the current line, from {@link #start()} to {@link #end()}, until the next
   * move.
   */
  public byte[] bytes() {
    return buffer;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  /** The place of the current line in the text, once unpacked: the number of bytes before it. */
  public long offset() {
    return base + start;
  }

  /** The current line without its line end. */
  public String text() {
    return text(start, end);
  }

  public String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }

  /**
   * An error that names the file and the current line; {@code what} says what is wrong and what to
   * do.
   */
  public InputException error(String what) {
    return new InputException(file + ", line " + number + ": " + what);
  }

  /** Moves to the next line of any kind. */
  private boolean advance() {
    int from = next;
    int at = from;
    while (true) {
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      if (at < filled) {
        next = at + 1;
        break;
      }
      int searched = at - from;
      boolean more = fill(from);
      from = 0;
      at = searched;
      if (!more) {
        if (searched == 0) {
          return false;
        }
        next = filled;
        break;
      }
    }
    number++;
    start = number == 1 ? from + markLength(from, at) : from;
    end = at > start && buffer[at - 1] == '\r' ? at - 1 : at;
    return true;
  }

  /**
   * The length of a UTF-8 byte order mark; fails at a UTF-16 one, since such text cannot be read.
   */
  private int markLength(int from, int to) {
    if (to - from >= 2 && (buffer[from] & buffer[from + 1] & 0xFE) == 0xFE) {
      throw new InputException(file + " is UTF-16 text; save it as UTF-8");
    }
    boolean mark =
        to - from >= 3
            && buffer[from] == (byte) 0xEF
            && buffer[from + 1] == (byte) 0xBB
            && buffer[from + 2] == (byte) 0xBF;
    return mark ? 3 : 0;
  }

  /** Moves the bytes from {@code from} on to the front of the buffer and reads more after them. */
  private boolean fill(int from) {
    int left = filled - from;
    if (from == 0 && left == buffer.length) {
      if (left >= LONGEST) {
        throw new InputException(
            "%s, line %d: is longer than %,d bytes; check that it is a text file of many lines"
                .formatted(file, number + 1, LONGEST));
      }
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    } else {
      System.arraycopy(buffer, from, buffer, 0, left);
    }
    filled = left;
    base += from;
    next = 0;
    try {
      int read = in.read(buffer, filled, buffer.length - filled);
      filled += Math.max(read, 0);
      return read > 0;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputException unreadable(Path file, IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> new InputException(file + " does not exist; check the path", e);
      case EOFException _ ->
          new InputException(file + " is truncated gzip; write or download it again in full", e);
      case ZipException _ ->
          new InputException(file + " is damaged gzip; write or download it again", e);
      default -> InputException.unreadable(file, e);
    };
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }
}
