package org.samap.core.anndata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.samap.core.anndata.hdf5.reader.Hdf5Exception;
import org.samap.core.anndata.hdf5.reader.Hdf5Source;
import org.samap.core.anndata.hdf5.reader.StoredAttribute;
import org.samap.core.anndata.hdf5.reader.StoredGroup;
import org.samap.core.anndata.hdf5.reader.StoredNode;
import org.samap.core.run.InputException;

/** An open HDF5 file: gives its objects, and describes any error in one line. */
public final class Hdf5File implements AutoCloseable {
  private static final int GZIP = 0x1F8B;

  private final Path path;
  private final Hdf5Source source;
  private final StoredElements elements;

  private Hdf5File(Path path, Hdf5Source source) {
    this.path = path;
    this.source = source;
    this.elements = new StoredElements(source);
  }

  /**
   * @throws InputException if the file does not exist, is damaged or is not HDF5
   */
  public static Hdf5File open(Path path) {
    check(path);
    try {
      return new Hdf5File(path, Hdf5Source.open(path));
    } catch (Hdf5Exception e) {
      throw new InputException(
          e.isDamage()
              ? path + ": is a damaged HDF5 file (" + e.reason() + "); copy or create it again"
              : path + ": " + e.reason() + "; give a .h5ad file",
          e);
    } catch (IOException e) {
      throw InputException.unreadable(path, e);
    }
  }

  private static void check(Path path) {
    if (Files.isDirectory(path)) {
      throw new InputException(path + ": is a folder; give the .h5ad file in it");
    }
    if (!Files.exists(path)) {
      throw new InputException(path + ": no such file; check the name");
    }
    try (FileChannel channel = FileChannel.open(path)) {
      ByteBuffer start = ByteBuffer.allocate(Short.BYTES).order(ByteOrder.BIG_ENDIAN);
      if (channel.read(start, 0) == Short.BYTES && (start.getShort(0) & 0xFFFF) == GZIP) {
        throw new InputException(path + ": is compressed with gzip; unpack it with gunzip");
      }
    } catch (IOException e) {
      throw InputException.unreadable(path, e);
    }
  }

  public Path path() {
    return path;
  }

  Hdf5Source source() {
    return source;
  }

  public StoredGroup root() {
    return source.root();
  }

  /** The same file as a store, which closes it. */
  public Store store() {
    return new Hdf5Store(this);
  }

  StoredElements elements() {
    return elements;
  }

  @Override
  public void close() {
    source.close();
  }

  /**
   * The element at a path of names. Nothing else is read.
   *
   * @throws InputException if it is damaged
   */
  public Optional<Element> element(String names) {
    Store store = new Hdf5Store(this);
    return store.reading(
        "/" + names, () -> store.root().descendant(names).map(new ElementReader(store)::read));
  }

  /**
   * The elements of a group by name, each read when it is asked for; one that cannot be read is
   * {@link Unreadable}. Empty if there is no such group.
   */
  public ElementMap members(String group) {
    Store store = new Hdf5Store(this);
    return store.reading(
        "/" + group,
        () ->
            store
                .root()
                .member(group)
                .map(new ElementReader(store)::section)
                .orElse(ElementMap.EMPTY));
  }

  /** Runs {@code read}; an error says that it happened at {@code where}. */
  public <T> T reading(String where, Supplier<T> read) {
    try {
      return read.get();
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException e) {
      if (!source.isOpen()) {
        throw new IllegalStateException(path + " was closed before " + where + " was read", e);
      }
      throw failure(where, e);
    }
  }

  InputException failure(String where, RuntimeException e) {
    if (e instanceof Hdf5Exception h && !h.isDamage()) {
      return new InputException("%s: %s cannot be read: %s".formatted(path, where, h.reason()), e);
    }
    if (e instanceof Store.Fault f && !f.isDamage()) {
      return new InputException("%s: %s cannot be read: %s".formatted(path, where, f.reason()), e);
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new InputException(
        "%s: %s cannot be read (%s); the file is damaged, copy or write it again"
            .formatted(path, where, reason),
        e);
  }

  /** The values of an attribute; empty if the attribute is missing or has no value. */
  Optional<Values> attribute(StoredNode node, String name) {
    return node.attribute(name).filter(a -> a.size() > 0).map(this::values);
  }

  private Values values(StoredAttribute a) {
    return elements.decode(a.type(), a.bytes(), a.size());
  }
}
