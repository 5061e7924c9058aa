package org.samap.core.anndata;

import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.object.datatype.ArrayDataType;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.CompoundDataType.CompoundDataMember;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.message.DataSpaceMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.samap.core.run.InputException;

/** Makes elements of the groups and data sets of an open file. */
final class ElementReader {
  private static final int NULL_SPACE = 2;
  private static final String OLD_CATEGORIES = "__categories";

  private final Hdf5File file;

  ElementReader(Hdf5File file) {
    this.file = file;
  }

  Element read(Node node) {
    return file.reading(
        node,
        () ->
            switch (node) {
              case Group g -> readGroup(g);
              case DatasetBase d -> readDataset(d);
              default -> new Unreadable(node.getPath(), "it is neither a group nor a data set");
            });
  }

  private Element readGroup(Group g) {
    String encoding = file.text(g, "encoding-type").orElse("");
    try {
      return switch (encoding) {
        case "csr_matrix" -> sparse(g, SparseArray.Layout.CSR, "shape");
        case "csc_matrix" -> sparse(g, SparseArray.Layout.CSC, "shape");
        case "dataframe" -> frame(g);
        case "categorical" -> categorical(g);
        case "nullable-integer", "nullable-boolean", "nullable-string-array" ->
            new NullableArray(array(g, "values"), array(g, "mask"));
        case "", "dict", "raw", "anndata" ->
            file.text(g, "h5sparse_format")
                .map(f -> sparse(g, layout(f), "h5sparse_shape"))
                .orElseGet(() -> mapping(g));
        default -> new Unreadable(g.getPath(), "its encoding is " + encoding);
      };
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "%s: %s is inconsistent (%s); write the file again"
              .formatted(file.path(), g.getPath(), e.getMessage()),
          e);
    }
  }

  private static SparseArray.Layout layout(String format) {
    return format.equals("csc") ? SparseArray.Layout.CSC : SparseArray.Layout.CSR;
  }

  private Element sparse(Group g, SparseArray.Layout layout, String shapeName) {
    long[] shape =
        file.attribute(g, shapeName)
            .or(() -> file.attribute(g, "shape"))
            .filter(v -> v.size() == 2)
            .orElseThrow(() -> new IllegalArgumentException("no shape"))
            .longs();
    return new SparseArray(
        layout, shape[0], shape[1], array(g, "data"), array(g, "indices"), array(g, "indptr"));
  }

  private Element categorical(Group g) {
    boolean ordered = file.attribute(g, "ordered").map(v -> v.booleans()[0]).orElse(false);
    return new Categorical(array(g, "codes"), array(g, "categories"), ordered);
  }

  private DenseArray array(Group g, String name) {
    Node child = g.getChildren().get(name);
    if (child != null && read(child) instanceof DenseArray a) {
      return a;
    }
    throw new IllegalArgumentException("it has no array '" + name + "'");
  }

  /** A group's members, or the fields of an old compound data set. */
  Mapping mapping(Node node) {
    SequencedMap<String, Element> entries = new LinkedHashMap<>();
    if (node instanceof Group g) {
      g.getChildren().forEach((name, child) -> entries.put(name, entry(child)));
    } else if (read(node) instanceof RecordArray records) {
      entries.putAll(records.fields());
    }
    return new Mapping(entries);
  }

  /** Before AnnData 0.7, a text was stored as an array of one text of fixed length. */
  private Element entry(Node node) {
    Element e = read(node);
    boolean oldText =
        node instanceof DatasetBase d
            && d.getDataType() instanceof StringData
            && !d.getAttributes().containsKey("encoding-type");
    return oldText && e instanceof DenseArray a && a.shape().length == 1 && a.size() == 1
        ? DenseArray.of(a.all())
        : e;
  }

  /** A table: a group of columns, or an old compound data set whose first field is the index. */
  DataFrame frame(Node node) {
    try {
      return node instanceof Group g ? frameOfGroup(g) : frameOfRecords(node);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "%s: %s is inconsistent (%s); write the file again"
              .formatted(file.path(), node.getPath(), e.getMessage()),
          e);
    }
  }

  private DataFrame frameOfGroup(Group g) {
    String indexName = file.text(g, "_index").orElse("_index");
    SequencedMap<String, Element> columns = new LinkedHashMap<>();
    for (String name : columnOrder(g, indexName)) {
      columns.put(name, column(g, name));
    }
    return new DataFrame(indexName, array(g, indexName), columns);
  }

  private List<String> columnOrder(Group g, String indexName) {
    Optional<Values> order = file.attribute(g, "column-order");
    if (order.isPresent() && order.get().type() == DType.STRING) {
      return List.of(order.get().texts());
    }
    if (g.getAttributes().containsKey("column-order")) {
      return List.of(); // an empty list is stored as one of numbers
    }
    return g.getChildren().keySet().stream()
        .filter(n -> !n.equals(indexName) && !n.equals(OLD_CATEGORIES))
        .toList();
  }

  private Element column(Group g, String name) {
    Node node = descendant(g, name);
    Element column = read(node);
    if (column instanceof DenseArray codes
        && g.getChildren().get(OLD_CATEGORIES) instanceof Group old
        && node.getAttributes().containsKey("categories")) {
      Node categories = descendant(old, name);
      boolean ordered =
          file.attribute(categories, "ordered").map(v -> v.booleans()[0]).orElse(false);
      return new Categorical(codes, list(read(categories)), ordered);
    }
    return column;
  }

  private static DenseArray list(Element categories) {
    if (categories instanceof DenseArray a) {
      return a.shape().length == 0 ? DenseArray.vector(a.all()) : a;
    }
    throw new IllegalArgumentException("categories are no array");
  }

  /** A member, also where the name holds slashes. */
  private static Node descendant(Group g, String name) {
    Node at = g;
    for (String part : name.split("/", -1)) {
      at = at instanceof Group inner ? inner.getChildren().get(part) : null;
      if (at == null) {
        throw new IllegalArgumentException("it has no member '" + name + "'");
      }
    }
    return at;
  }

  private DataFrame frameOfRecords(Node node) {
    if (!(read(node) instanceof RecordArray records) || records.fields().isEmpty()) {
      throw new IllegalArgumentException("it is no table");
    }
    SequencedMap<String, Element> columns = new LinkedHashMap<>(records.fields());
    var index = records.fields().firstEntry();
    columns.remove(index.getKey());
    return new DataFrame(index.getKey(), index.getValue(), columns);
  }

  private Element readDataset(DatasetBase d) {
    if (d.getHeader().getMessageOfType(DataSpaceMessage.class).getDataSpace().getType()
        == NULL_SPACE) {
      return new NullElement();
    }
    DataType type = d.getDataType();
    if (type instanceof CompoundDataType compound && d.getDimensionsAsLong().length <= 1) {
      return records(d, compound);
    }
    return Hdf5File.dtype(type)
        .<Element>map(t -> new FileArray(file, d, t))
        .orElseGet(() -> new Unreadable(d.getPath(), "its elements are " + typeName(type)));
  }

  private static String typeName(DataType type) {
    return type.getClass().getSimpleName() + " of " + type.getSize() + " bytes";
  }

  private Element records(DatasetBase d, CompoundDataType type) {
    int size = Math.toIntExact(d.getSize());
    byte[] all = new byte[Math.multiplyExact(size, type.getSize())];
    if (size > 0 && !d.isEmpty()) {
      boolean sliceable = !(d instanceof CompactDataset) && d.getDimensionsAsLong().length == 1;
      (sliceable ? d.getSliceDataBuffer(new long[1], new int[] {size}) : d.getDataBuffer())
          .get(all);
    }
    SequencedMap<String, DenseArray> fields = new LinkedHashMap<>();
    for (CompoundDataMember member : type.getMembers()) {
      DataType element = Hdf5File.base(member.getDataType());
      if (Hdf5File.dtype(element).isEmpty()) {
        return new Unreadable(
            d.getPath(), "its field " + member.getName() + " is " + typeName(element));
      }
      int width = member.getDataType().getSize();
      ByteBuffer column = ByteBuffer.allocate(Math.multiplyExact(size, width));
      for (int i = 0; i < size; i++) {
        column.put(all, i * type.getSize() + member.getOffset(), width);
      }
      long[] shape = fieldShape(size, member.getDataType());
      int elements = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      fields.put(
          member.getName(), DenseArray.of(file.decode(element, column.flip(), elements), shape));
    }
    return new RecordArray(size, fields);
  }

  private static long[] fieldShape(int size, DataType type) {
    if (!(type instanceof ArrayDataType array)) {
      return new long[] {size};
    }
    int[] inner = array.getArrayTypeDimensions();
    long[] shape = new long[inner.length + 1];
    shape[0] = size;
    for (int a = 0; a < inner.length; a++) {
      shape[a + 1] = inner[a];
    }
    return shape;
  }
}
