package org.samap.core.io;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.samap.core.run.InputException;

/**
 * A file that appears whole or not at all: it is written under a temporary name in the same folder,
 * forced to the disk, and renamed. If writing fails, the temporary file is deleted and the old file
 * stays.
 */
public final class OutputFile {
  private OutputFile() {}

  /** Writes content through a channel. */
  @FunctionalInterface
  public interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /** Writes text. */
  @FunctionalInterface
  public interface Text {
    void writeTo(Writer writer) throws IOException;
  }

  /**
   * Writes {@code target}, replacing a file of that name.
   *
   * @throws InputException if the folder does not exist or cannot be written, or the disk is full
   */
  public static void write(Path target, Content content) {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new InputException(target + ": is a folder; give the name of a file to write");
    }
    Path temporary = temporaryName(target, folder);
    try {
      try (FileChannel channel = create(temporary, folder)) {
        content.writeTo(channel);
        channel.force(true);
      }
      rename(temporary, target);
    } catch (IOException e) {
      delete(temporary, e);
      throw cannotWrite(target, e);
    } catch (RuntimeException | Error e) {
      delete(temporary, e);
      throw e;
    }
  }

  /** Writes {@code target} as UTF-8 text. */
  public static void writeText(Path target, Text content) {
    write(
        target,
        channel -> {
          Writer writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
          content.writeTo(writer);
          writer.flush();
        });
  }

  /** Writes {@code target} as UTF-8 text, compressed. */
  public static void writeGzip(Path target, Text content) {
    write(
        target,
        channel -> {
          GZIPOutputStream gzip = new GZIPOutputStream(Channels.newOutputStream(channel), 1 << 16);
          Writer writer =
              new BufferedWriter(new OutputStreamWriter(gzip, StandardCharsets.UTF_8), 1 << 16);
          content.writeTo(writer);
          writer.flush();
          gzip.finish();
        });
  }

  private static Path temporaryName(Path target, Path folder) {
    return folder.resolve(
        "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
  }

  private static FileChannel create(Path temporary, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + ": no such folder; create it or write elsewhere");
    }
    Files.deleteIfExists(temporary); // left by a killed process that had the same number
    return FileChannel.open(temporary, CREATE_NEW, READ, WRITE);
  }

  private static void rename(Path temporary, Path target) throws IOException {
    try {
      Files.move(temporary, target, ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, REPLACE_EXISTING);
    }
  }

  private static void delete(Path temporary, Throwable cause) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static InputException cannotWrite(Path target, IOException e) {
    String reason = e instanceof AccessDeniedException ? "permission denied" : reason(e);
    return new InputException(
        target
            + ": cannot be written ("
            + reason
            + "); check the folder's permissions and free space",
        e);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
