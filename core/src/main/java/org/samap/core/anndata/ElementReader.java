package org.samap.core.anndata;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.samap.core.run.InputException;

/**
 * Makes elements from the groups and arrays of a store. An entry of a mapping becomes {@link
 * Unreadable} if its kind is not supported or anything is wrong with it.
 */
final class ElementReader {
  /** The most entries of all mappings; a file has more only if its groups contain each other. */
  private static final int MOST_ENTRIES = 1_000_000;

  private final Store store;
  private final AtomicInteger entries = new AtomicInteger();

  ElementReader(Store store) {
    this.store = store;
  }

  /**
   * @throws InputException if it is damaged or inconsistent
   */
  Element read(Store.Node node) {
    try {
      return element(node);
    } catch (Store.Fault e) {
      if (e.isDamage()) {
        throw store.failure(node.path(), e);
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
  Element entry(Store.Node node) {
    if (entries.incrementAndGet() > MOST_ENTRIES) {
      throw new InputException(
          "%s: there are more than %,d entries at %s and before it; groups seem to form a circle"
              .formatted(store.path(), MOST_ENTRIES, node.path()));
    }
    try {
      return oldText(node, element(node));
    } catch (Store.Fault e) {
      return new Unreadable(node.path(), e.reason());
    } catch (IllegalArgumentException e) {
      return new Unreadable(
          node.path(), "it is inconsistent (" + e.getMessage() + "); write the file again");
    }
  }

  private InputException inconsistent(Store.Node node, IllegalArgumentException e) {
    return new InputException(
        "%s: %s is inconsistent (%s); write the file again"
            .formatted(store.path(), node.path(), e.getMessage()),
        e);
  }

  private Element element(Store.Node node) {
    return switch (node) {
      case Store.Group g -> ofGroup(g);
      case Store.Array a -> a.meaning().orElseGet(() -> new FileArray(store, a));
      case Store.Broken b -> throw b.cause();
    };
  }

  private Element ofGroup(Store.Group g) {
    String encoding = g.text("encoding-type").orElse("");
    return switch (encoding) {
      case "csr_matrix" -> sparse(g, SparseArray.Layout.CSR, "shape");
      case "csc_matrix" -> sparse(g, SparseArray.Layout.CSC, "shape");
      case "dataframe" -> new TableReader(this).frame(g);
      case "categorical" -> categorical(g);
      case "nullable-integer", "nullable-boolean", "nullable-string-array" -> nullable(g, encoding);
      case "", "dict", "raw", "anndata" ->
          g.text("h5sparse_format")
              .map(f -> sparse(g, layout(f), "h5sparse_shape"))
              .orElseGet(() -> mapping(g));
      default -> throw Store.Fault.unsupported("its encoding is " + encoding);
    };
  }

  private static SparseArray.Layout layout(String format) {
    return format.equals("csc") ? SparseArray.Layout.CSC : SparseArray.Layout.CSR;
  }

  private Element sparse(Store.Group g, SparseArray.Layout layout, String shapeName) {
    long[] shape =
        g.attribute(shapeName)
            .or(() -> g.attribute("shape"))
            .filter(v -> v.size() == 2)
            .orElseThrow(() -> new IllegalArgumentException("no shape"))
            .longs();
    return new SparseArray(
        layout, shape[0], shape[1], array(g, "data"), array(g, "indices"), array(g, "indptr"));
  }

  private Element categorical(Store.Group g) {
    boolean ordered = g.attribute("ordered").map(v -> v.booleans()[0]).orElse(false);
    return new Categorical(array(g, "codes"), array(g, "categories"), ordered);
  }

  /** Texts without a missing one become a plain array. */
  private Element nullable(Store.Group g, String encoding) {
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
    NullableArray array = new NullableArray(values, array(g, "mask"), g.text("na-value"));
    return values.type() == DType.STRING && array.firstMissing() < 0 ? values : array;
  }

  /** A member that must be an array without missing values. */
  DenseArray array(Store.Group g, String name) {
    Optional<Store.Node> member = g.descendant(name);
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

  /** The names of rows, which some writers store as categories. */
  DenseArray names(Store.Group g, String name) {
    Optional<Store.Node> member = g.descendant(name);
    if (member.isPresent()
        && member.get() instanceof Store.Group
        && member(name, () -> element(member.get())) instanceof Categorical categories) {
      return DenseArray.vector(Values.of(categories.labels()));
    }
    return array(g, name);
  }

  /** Reads a member; an error names it. */
  private static <T> T member(String name, Supplier<T> read) {
    try {
      return read.get();
    } catch (Store.Fault e) {
      throw e.of(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("in its '" + name + "': " + e.getMessage(), e);
    }
  }

  /** The members of a group, each read when it is asked for. */
  private ElementMap mapping(Store.Group g) {
    SequencedMap<String, Supplier<Element>> makers = new LinkedHashMap<>();
    for (String name : g.names()) {
      makers.put(name, () -> entry(g.member(name).orElseThrow()));
    }
    return ElementMap.lazy(makers);
  }

  /**
   * Reads a part of the file such as {@code uns}: a group, or an old compound data set of columns.
   */
  ElementMap section(Store.Node node) {
    if (node instanceof Store.Group g) {
      return store.reading(g.path(), () -> mapping(g));
    }
    return switch (read(node)) {
      case RecordArray records -> new ElementMap(new LinkedHashMap<>(records.fields()));
      case Unreadable u ->
          throw new InputException(
              "%s: %s cannot be read: %s".formatted(store.path(), u.path(), u.reason()));
      default -> ElementMap.EMPTY;
    };
  }

  /** Before AnnData 0.7, a text was stored as an array of one text of fixed length. */
  private static Element oldText(Store.Node node, Element e) {
    boolean old =
        node instanceof Store.Array d && d.isFixedText() && !d.hasAttribute("encoding-type");
    return old && e instanceof DenseArray a && a.shape().length == 1 && a.size() == 1
        ? DenseArray.of(a.all())
        : e;
  }

  /** A table. */
  DataFrame frame(Store.Node node) {
    try {
      return switch (node) {
        case Store.Group g -> new TableReader(this).frame(g);
        case Store.Array d -> TableReader.ofRecords(read(d));
        case Store.Broken b -> throw b.cause();
      };
    } catch (Store.Fault e) {
      throw store.failure(node.path(), e);
    } catch (IllegalArgumentException e) {
      throw inconsistent(node, e);
    }
  }
}
