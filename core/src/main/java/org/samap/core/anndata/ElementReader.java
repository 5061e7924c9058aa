package org.samap.core.anndata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.samap.core.anndata.hdf5.reader.BrokenNode;
import org.samap.core.anndata.hdf5.reader.Hdf5Exception;
import org.samap.core.anndata.hdf5.reader.StoredDataset;
import org.samap.core.anndata.hdf5.reader.StoredGroup;
import org.samap.core.anndata.hdf5.reader.StoredNode;
import org.samap.core.anndata.hdf5.reader.StoredType;
import org.samap.core.run.InputException;

/**
 * Makes elements from the groups and data sets of an open file. An entry of a mapping becomes
 * {@link Unreadable} if its kind is not supported or anything is wrong with it.
 */
final class ElementReader {
  /** The most entries of all mappings; a file has more only if its groups contain each other. */
  private static final int MOST_ENTRIES = 1_000_000;

  private final Hdf5File file;
  private final AtomicInteger entries = new AtomicInteger();

  ElementReader(Hdf5File file) {
    this.file = file;
  }

  /**
   * @throws InputException if it is damaged or inconsistent
   */
  Element read(StoredNode node) {
    try {
      return element(node);
    } catch (Hdf5Exception e) {
      if (e.isDamage()) {
        throw file.failure(node.path(), e);
      }
      return new Unreadable(node.path(), e.reason());
    } catch (IllegalArgumentException e) {
      throw inconsistent(node, e);
    }
  }

  /**
   * Reads X or an entry of a mapping; if anything is wrong with it, only this element is
   * unreadable.
   */
  Element entry(StoredNode node) {
    if (entries.incrementAndGet() > MOST_ENTRIES) {
      throw new InputException(
          "%s: there are more than %,d entries at %s and before it; groups seem to form a circle"
              .formatted(file.path(), MOST_ENTRIES, node.path()));
    }
    try {
      return oldText(node, element(node));
    } catch (Hdf5Exception e) {
      return new Unreadable(node.path(), e.reason());
    } catch (IllegalArgumentException e) {
      return new Unreadable(
          node.path(), "it is inconsistent (" + e.getMessage() + "); write the file again");
    }
  }

  private InputException inconsistent(StoredNode node, IllegalArgumentException e) {
    return new InputException(
        "%s: %s is inconsistent (%s); write the file again"
            .formatted(file.path(), node.path(), e.getMessage()),
        e);
  }

  private Element element(StoredNode node) {
    return switch (node) {
      case StoredGroup g -> ofGroup(g);
      case StoredDataset d -> ofDataset(d);
      case BrokenNode b -> throw b.cause();
    };
  }

  private Element ofGroup(StoredGroup g) {
    String encoding = file.text(g, "encoding-type").orElse("");
    return switch (encoding) {
      case "csr_matrix" -> sparse(g, SparseArray.Layout.CSR, "shape");
      case "csc_matrix" -> sparse(g, SparseArray.Layout.CSC, "shape");
      case "dataframe" -> new TableReader(this, file).frame(g);
      case "categorical" -> categorical(g);
      case "nullable-integer", "nullable-boolean", "nullable-string-array" -> nullable(g, encoding);
      case "", "dict", "raw", "anndata" ->
          file.text(g, "h5sparse_format")
              .map(f -> sparse(g, layout(f), "h5sparse_shape"))
              .orElseGet(() -> mapping(g));
      default -> throw Hdf5Exception.unsupported("its encoding is " + encoding);
    };
  }

  private static SparseArray.Layout layout(String format) {
    return format.equals("csc") ? SparseArray.Layout.CSC : SparseArray.Layout.CSR;
  }

  private Element sparse(StoredGroup g, SparseArray.Layout layout, String shapeName) {
    long[] shape =
        file.attribute(g, shapeName)
            .or(() -> file.attribute(g, "shape"))
            .filter(v -> v.size() == 2)
            .orElseThrow(() -> new IllegalArgumentException("no shape"))
            .longs();
    return new SparseArray(
        layout, shape[0], shape[1], array(g, "data"), array(g, "indices"), array(g, "indptr"));
  }

  private Element categorical(StoredGroup g) {
    boolean ordered = file.attribute(g, "ordered").map(v -> v.booleans()[0]).orElse(false);
    return new Categorical(array(g, "codes"), array(g, "categories"), ordered);
  }

  /** Texts without a missing one become a plain array. */
  private Element nullable(StoredGroup g, String encoding) {
    DenseArray values = array(g, "values");
    boolean fits =
        switch (encoding) {
          case "nullable-string-array" -> values.type() == DType.STRING;
          case "nullable-boolean" -> values.type() == DType.BOOL;
          default -> values.type().isInteger();
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "it is a " + encoding + ", but its values are " + values.type());
    }
    NullableArray array = new NullableArray(values, array(g, "mask"), file.text(g, "na-value"));
    return values.type() == DType.STRING && array.firstMissing() < 0 ? values : array;
  }

  /** A member that must be an array without missing values. */
  DenseArray array(StoredGroup g, String name) {
    Optional<StoredNode> member = g.descendant(name);
    if (member.isEmpty()) {
      throw new IllegalArgumentException("it has no array '" + name + "'");
    }
    Element element = member(name, () -> element(member.get()));
    if (element instanceof NullableArray n) {
      int row = n.firstMissing();
      if (row >= 0) {
        throw new IllegalArgumentException(
            "'%s' has no value at position %d: its mask is set".formatted(name, row));
      }
      return n.values();
    }
    if (element instanceof DenseArray a) {
      return a;
    }
    throw new IllegalArgumentException("'" + name + "' is not an array");
  }

  /** Reads a member; an error names it. */
  private static <T> T member(String name, Supplier<T> read) {
    try {
      return read.get();
    } catch (Hdf5Exception e) {
      String reason = "in its '" + name + "': " + e.reason();
      throw e.isDamage() ? Hdf5Exception.damaged(reason) : Hdf5Exception.unsupported(reason);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("in its '" + name + "': " + e.getMessage(), e);
    }
  }

  /** The members of a group, each read when it is asked for. */
  private ElementMap mapping(StoredGroup g) {
    SequencedMap<String, Supplier<Element>> makers = new LinkedHashMap<>();
    for (String name : g.names()) {
      makers.put(name, () -> entry(g.member(name).orElseThrow()));
    }
    return ElementMap.lazy(makers);
  }

  /**
   * Reads a part of the file such as {@code uns}: a group, or an old compound data set of columns.
   */
  ElementMap section(StoredNode node) {
    if (node instanceof StoredGroup g) {
      return file.reading(g.path(), () -> mapping(g));
    }
    return switch (read(node)) {
      case RecordArray records -> new ElementMap(new LinkedHashMap<>(records.fields()));
      case Unreadable u ->
          throw new InputException(
              "%s: %s cannot be read: %s".formatted(file.path(), u.path(), u.reason()));
      default -> ElementMap.EMPTY;
    };
  }

  /** Before AnnData 0.7, a text was stored as an array of one text of fixed length. */
  private static Element oldText(StoredNode node, Element e) {
    boolean old =
        node instanceof StoredDataset d
            && d.type() instanceof StoredType.FixedText
            && d.attribute("encoding-type").isEmpty();
    return old && e instanceof DenseArray a && a.shape().length == 1 && a.size() == 1
        ? DenseArray.of(a.all())
        : e;
  }

  /** A table. */
  DataFrame frame(StoredNode node) {
    try {
      return switch (node) {
        case StoredGroup g -> new TableReader(this, file).frame(g);
        case StoredDataset d -> TableReader.ofRecords(read(d));
        case BrokenNode b -> throw b.cause();
      };
    } catch (Hdf5Exception e) {
      throw file.failure(node.path(), e);
    } catch (IllegalArgumentException e) {
      throw inconsistent(node, e);
    }
  }

  private Element ofDataset(StoredDataset d) {
    if (d.isNull()) {
      return new NullElement();
    }
    StoredType type = d.type();
    if (type instanceof StoredType.Fields records && d.shape().length <= 1) {
      return RecordReader.read(file, d, records);
    }
    Optional<DType> elements = StoredElements.dtype(type);
    if (elements.isEmpty()) {
      throw Hdf5Exception.unsupported("its elements are " + StoredElements.name(type));
    }
    Map<Long, Optional<Boolean>> logicals = StoredElements.logicals(type);
    FileArray array = new FileArray(file, d, elements.get());
    return elements.get() == DType.BOOL || logicals.isEmpty() ? array : logicals(array, logicals);
  }

  /** R's logicals, with missing ones. */
  private static Element logicals(DenseArray array, Map<Long, Optional<Boolean>> meanings) {
    long[] numbers = array.all().longs();
    boolean[] values = new boolean[numbers.length];
    boolean[] missing = new boolean[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      Optional<Boolean> meaning = meanings.getOrDefault(numbers[i], Optional.empty());
      values[i] = meaning.orElse(false);
      missing[i] = meaning.isEmpty();
    }
    NullableArray all =
        new NullableArray(
            DenseArray.of(Values.of(values), array.shape()),
            DenseArray.of(Values.of(missing), array.shape()));
    return all.firstMissing() < 0 ? all.values() : all;
  }
}
