package org.samap.core.anndata;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Supplier;
import org.samap.core.anndata.hdf5.reader.BrokenNode;
import org.samap.core.anndata.hdf5.reader.Hdf5Exception;
import org.samap.core.anndata.hdf5.reader.StoredDataset;
import org.samap.core.anndata.hdf5.reader.StoredGroup;
import org.samap.core.anndata.hdf5.reader.StoredNode;
import org.samap.core.anndata.hdf5.reader.StoredType;
import org.samap.core.run.InputException;

/** An open HDF5 file as a store. */
final class Hdf5Store implements Store {
  private final Hdf5File file;

  Hdf5Store(Hdf5File file) {
    this.file = file;
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public Group root() {
    return new Members(file, file.root());
  }

  @Override
  public void close() {
    file.close();
  }

  @Override
  public <T> T reading(String where, Supplier<T> read) {
    return file.reading(where, read);
  }

  @Override
  public InputException failure(String where, RuntimeException e) {
    return file.failure(where, e);
  }

  private static Node node(Hdf5File file, StoredNode node) {
    return switch (node) {
      case StoredGroup g -> new Members(file, g);
      case StoredDataset d -> new Elements(file, d);
      case BrokenNode b -> new Broken(b.path(), fault(b.cause()));
    };
  }

  private static <T> T translated(Supplier<T> read) {
    try {
      return read.get();
    } catch (Hdf5Exception e) {
      throw fault(e);
    } catch (ArithmeticException e) {
      throw Fault.damaged("its shape is too large");
    }
  }

  private static Fault fault(Hdf5Exception e) {
    return e.isDamage() ? Fault.damaged(e.reason()) : Fault.unsupported(e.reason());
  }

  private record Members(Hdf5File file, StoredGroup group) implements Group {
    @Override
    public String path() {
      return group.path();
    }

    @Override
    public Optional<Values> attribute(String name) {
      return translated(() -> file.attribute(group, name));
    }

    @Override
    public boolean hasAttribute(String name) {
      return translated(() -> group.attribute(name)).isPresent();
    }

    @Override
    public SequencedSet<String> names() {
      return translated(group::names);
    }

    @Override
    public Optional<Node> member(String name) {
      return translated(() -> group.member(name)).map(n -> node(file, n));
    }
  }

  private record Elements(Hdf5File file, StoredDataset dataset) implements Array {
    @Override
    public String path() {
      return dataset.path();
    }

    @Override
    public Optional<Values> attribute(String name) {
      return translated(() -> file.attribute(dataset, name));
    }

    @Override
    public boolean hasAttribute(String name) {
      return translated(() -> dataset.attribute(name)).isPresent();
    }

    @Override
    public DType type() {
      return StoredElements.dtype(dataset.type())
          .orElseThrow(
              () -> Fault.unsupported("its elements are " + StoredElements.name(dataset.type())));
    }

    @Override
    public long[] shape() {
      return dataset.shape();
    }

    @Override
    public int[] chunk() {
      int[] ones = new int[dataset.shape().length];
      Arrays.fill(ones, 1);
      return dataset.chunk().orElse(ones);
    }

    @Override
    public Values slice(long[] from, int[] count) {
      int total = Arrays.stream(count).reduce(1, Math::multiplyExact);
      return translated(
          () ->
              file.elements()
                  .decode(dataset.type(), ByteBuffer.wrap(dataset.slice(from, count)), total));
    }

    @Override
    public boolean isFixedText() {
      return dataset.type() instanceof StoredType.FixedText;
    }

    /** A {@link NullElement}, records, or R's logicals; empty for other arrays. */
    @Override
    public Optional<Element> meaning() {
      if (dataset.isNull()) {
        return Optional.of(new NullElement());
      }
      if (dataset.type() instanceof StoredType.Fields records && dataset.shape().length <= 1) {
        return Optional.of(translated(() -> RecordReader.read(file, dataset, records)));
      }
      Map<Long, Optional<Boolean>> logicals = StoredElements.logicals(dataset.type());
      return logicals.isEmpty() || type() == DType.BOOL
          ? Optional.empty()
          : Optional.of(logicals(logicals));
    }

    /** R's logicals, with missing ones. */
    private Element logicals(Map<Long, Optional<Boolean>> meanings) {
      long[] numbers = new FileArray(new Hdf5Store(file), this).all().longs();
      boolean[] values = new boolean[numbers.length];
      boolean[] missing = new boolean[numbers.length];
      for (int i = 0; i < numbers.length; i++) {
        Optional<Boolean> meaning = meanings.getOrDefault(numbers[i], Optional.empty());
        values[i] = meaning.orElse(false);
        missing[i] = meaning.isEmpty();
      }
      NullableArray all =
          new NullableArray(
              DenseArray.of(Values.of(values), shape()),
              DenseArray.of(Values.of(missing), shape()));
      return all.firstMissing() < 0 ? all.values() : all;
    }
  }
}
