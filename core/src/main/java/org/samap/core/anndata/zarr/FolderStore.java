package org.samap.core.anndata.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.samap.core.anndata.Store.Fault;

/** A store in a folder: a file for every key. */
record FolderStore(Path path) implements KeyStore {

  @Override
  public Optional<Blob> find(String key) {
    Path file = path.resolve(key);
    try {
      return Files.isRegularFile(file)
          ? Optional.of(new FileBlob(file, key, Files.size(file)))
          : Optional.empty();
    } catch (IOException e) {
      throw KeyStore.failed(key, e);
    }
  }

  @Override
  public SequencedSet<String> folders(String folder) {
    try (Stream<Path> members = Files.list(path.resolve(folder))) {
      return members
          .filter(Files::isDirectory)
          .map(p -> p.getFileName().toString())
          .sorted(Comparator.naturalOrder())
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (IOException e) {
      throw KeyStore.failed(folder, e);
    }
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}

  /** A file; it is open only while some of it is read. */
  private record FileBlob(Path file, String key, long size) implements Blob {
    @Override
    public byte[] read(long from, int length) {
      if (from > size - length) {
        throw Fault.damaged("%s is cut off".formatted(key));
      }
      ByteBuffer out = ByteBuffer.allocate(length);
      try (FileChannel channel = FileChannel.open(file)) {
        while (out.hasRemaining()) {
          if (channel.read(out, from + out.position()) < 0) {
            throw Fault.damaged("%s is cut off".formatted(key));
          }
        }
      } catch (IOException e) {
        throw KeyStore.failed(key, e);
      }
      return out.array();
    }
  }
}
