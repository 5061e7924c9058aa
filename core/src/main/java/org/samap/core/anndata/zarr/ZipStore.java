package org.samap.core.anndata.zarr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.samap.core.anndata.Store.Fault;
import org.samap.core.run.InputException;

/**
 * A store in a zip file: an entry for every key. The store may lie in a folder of the zip file, as
 * it does if a folder was packed.
 */
final class ZipStore implements KeyStore {
  /** Folders in folders; no store of AnnData has as many. */
  private static final int DEEPEST = 200;

  private final Path path;
  private final ZipFile zip;
  private final String prefix;
  private final Map<String, TreeSet<String>> folders = new HashMap<>();
  private volatile boolean open = true;

  private ZipStore(Path path, ZipFile zip) {
    this.path = path;
    this.zip = zip;
    this.prefix = prefix(zip);
    zip.stream().map(ZipEntry::getName).forEach(this::add);
  }

  /**
   * @throws InputException if it cannot be read, or an entry leads out of it
   */
  static ZipStore open(Path path) {
    try {
      ZipFile zip = new ZipFile(path.toFile());
      try {
        zip.stream().forEach(entry -> requireWithin(path, entry.getName()));
        return new ZipStore(path, zip);
      } catch (RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (ZipException e) {
      throw new InputException(
          "%s: a damaged zip file (%s); copy or create it again".formatted(path, e.getMessage()),
          e);
    } catch (IOException e) {
      throw InputException.unreadable(path, e);
    }
  }

  /** Whether a file is a zip file with the root of a store. */
  static boolean isStore(Path path) {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      String prefix = prefix(zip);
      return Hierarchy.ROOT_KEYS.stream().anyMatch(key -> zip.getEntry(prefix + key) != null);
    } catch (IOException e) {
      return false;
    }
  }

  private static void requireWithin(Path path, String name) {
    if (name.startsWith("/") || Arrays.asList(name.split("/", -1)).contains("..")) {
      throw new InputException(
          "%s: its entry '%s' leads out of the zip file; create it again".formatted(path, name));
    }
  }

  /** The one folder that everything lies in, if the store is not at the top. */
  private static String prefix(ZipFile zip) {
    for (String name : Hierarchy.ROOT_KEYS) {
      if (zip.getEntry(name) != null) {
        return "";
      }
    }
    List<String> tops =
        zip.stream()
            .map(ZipEntry::getName)
            .filter(n -> n.contains("/") && Hierarchy.isRootKey(n.substring(n.indexOf('/') + 1)))
            .map(n -> n.substring(0, n.indexOf('/') + 1))
            .distinct()
            .toList();
    return tops.size() == 1 ? tops.getFirst() : "";
  }

  /** Notes the folders that a key lies in. */
  private void add(String name) {
    if (!name.startsWith(prefix)) {
      return;
    }
    String key = name.substring(prefix.length());
    if (key.chars().filter(c -> c == '/').count() > DEEPEST) {
      return;
    }
    for (int end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
      int cut = key.lastIndexOf('/', end - 1);
      String parent = key.substring(0, Math.max(0, cut));
      if (!folders.computeIfAbsent(parent, p -> new TreeSet<>()).add(key.substring(cut + 1, end))) {
        return;
      }
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Optional<Blob> find(String key) {
    return Optional.ofNullable(zip.getEntry(prefix + key))
        .filter(entry -> !entry.isDirectory())
        .map(entry -> new EntryBlob(zip, entry, key));
  }

  @Override
  public SequencedSet<String> folders(String folder) {
    return new LinkedHashSet<>(folders.getOrDefault(folder, new TreeSet<>()));
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An entry; if it is not compressed, a part is read without what lies before it. */
  private record EntryBlob(ZipFile zip, ZipEntry entry, String key) implements Blob {
    @Override
    public long size() {
      return entry.getSize();
    }

    @Override
    public byte[] read(long from, int length) {
      try (InputStream in = zip.getInputStream(entry)) {
        in.skipNBytes(from);
        byte[] out = in.readNBytes(length);
        if (out.length < length) {
          throw Fault.damaged(key + " is cut off");
        }
        if (length == size()) {
          requireChecksum(out);
        }
        return out;
      } catch (IOException e) {
        throw Fault.damaged("%s cannot be unpacked (%s)".formatted(key, e.getMessage()));
      }
    }

    private void requireChecksum(byte[] all) {
      CRC32 sum = new CRC32();
      sum.update(all);
      if (entry.getCrc() >= 0 && sum.getValue() != entry.getCrc()) {
        throw Fault.damaged(key + " does not have its checksum in the zip file");
      }
    }
  }
}
