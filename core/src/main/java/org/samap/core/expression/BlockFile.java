package org.samap.core.expression;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.samap.core.run.InputException;

/**
 * A file of packed blocks in a work folder, mapped into memory block by block. Where the system
 * allows it, the file's name is deleted at once, so that nothing is left behind even if the program
 * is killed. Elsewhere the file is deleted when it is closed.
 */
final class BlockFile implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;
  private long size;

  private BlockFile(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * @throws InputException if the folder cannot be made, or no file can be made in it
   */
  static BlockFile in(Path folder) {
    try {
      Files.createDirectories(folder);
      Path path = Files.createTempFile(folder, "samap-", ".expression");
      try {
        return new BlockFile(
            folder,
            FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
      } finally {
        deleteIfPossible(path);
      }
    } catch (IOException e) {
      throw cannotKeep(folder, e);
    }
  }

  /** Deletes the name. On a system that refuses this for open files, closing deletes it. */
  private static void deleteIfPossible(Path path) {
    if (!path.toFile().delete()) {
      path.toFile().deleteOnExit();
    }
  }

  /** Appends bytes to the file and maps them until the arena is closed. */
  synchronized MemorySegment append(byte[] bytes, Arena arena) {
    try {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left, size + left.position());
      }
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, size, bytes.length, arena);
      size += bytes.length;
      return mapped;
    } catch (IOException e) {
      throw cannotKeep(folder, e);
    }
  }

  synchronized long size() {
    return size;
  }

  private static InputException cannotKeep(Path folder, IOException e) {
    return new InputException(
        "%s: cannot keep expression in this work folder (%s); choose another, or give more memory"
            .formatted(folder, e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
