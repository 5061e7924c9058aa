package org.samap.core.anndata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.samap.core.anndata.hdf5.Hdf5Dataset;
import org.samap.core.anndata.hdf5.Hdf5Group;
import org.samap.core.anndata.hdf5.Hdf5Type;
import org.samap.core.expression.RowBlock;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/** Writes elements as members of groups. */
final class ElementWriter {
  /** The elements of an array to read and write at a time. */
  private static final int SLICE = 1 << 20;

  private final Progress.Phase phase;

  /**
   * @param phase counts the values
   */
  ElementWriter(Progress.Phase phase) {
    this.phase = phase;
  }

  static void encoding(Hdf5Group group, String type, String version) throws IOException {
    group.attribute("encoding-type", type);
    group.attribute("encoding-version", version);
  }

  private static void encoding(Hdf5Dataset dataset, String type, String version)
      throws IOException {
    dataset.attribute("encoding-type", type);
    dataset.attribute("encoding-version", version);
  }

  void write(Hdf5Group parent, String name, Element element) throws IOException {
    switch (element) {
      case DenseArray a when a.shape().length == 0 -> scalar(parent, name, a);
      case DenseArray a -> array(parent, name, a);
      case SparseArray s -> parent.group(name, g -> sparse(g, s));
      case BlockMatrix m -> parent.group(name, g -> blocks(g, m));
      case DataFrame f -> parent.group(name, g -> frame(g, f));
      case Categorical c -> parent.group(name, g -> categorical(g, c));
      case NullableArray n -> parent.group(name, g -> nullable(g, n));
      case RecordArray r -> records(parent, name, r);
      case ElementMap m -> parent.group(name, g -> mapping(g, m));
      case NullElement none -> parent.empty(name, d -> encoding(d, "null", "0.1.0"));
      case Unreadable u ->
          throw new InputException(
              u.path() + " cannot be kept: " + u.reason() + "; remove it from the input");
    }
  }

  private void scalar(Hdf5Group parent, String name, DenseArray a) throws IOException {
    parent.scalar(
        name,
        type(a.type()),
        d -> {
          encoding(d, a.type() == DType.STRING ? "string" : "numeric-scalar", "0.2.0");
          append(d, a.all());
        });
  }

  private void array(Hdf5Group parent, String name, DenseArray a) throws IOException {
    parent.dataset(
        name,
        type(a.type()),
        a.shape(),
        d -> {
          encoding(d, a.type() == DType.STRING ? "string-array" : "array", "0.2.0");
          content(d, a);
        });
  }

  /** Copies an array slice by slice; the slices of an array in a file follow its chunks. */
  private void content(Hdf5Dataset d, DenseArray a) throws IOException {
    if (a.size() == 0) {
      return;
    }
    long rows = a.shape()[0];
    long perRow = a.size() / rows;
    long chunk = a.chunk()[0];
    long step = Math.max(1, SLICE / perRow / chunk) * chunk;
    step = Math.max(1, Math.min(step, Integer.MAX_VALUE / perRow / 16));
    for (long r = 0; r < rows; r += step) {
      append(d, a.rows(r, (int) Math.min(step, rows - r)));
    }
  }

  private void append(Hdf5Dataset d, Values values) throws IOException {
    if (values.type() == DType.STRING) {
      d.append(values.texts());
    } else {
      d.append(values.bytes());
    }
    phase.advance(values.size());
  }

  private void sparse(Hdf5Group g, SparseArray s) throws IOException {
    encoding(g, s.layout() == SparseArray.Layout.CSR ? "csr_matrix" : "csc_matrix", "0.1.0");
    g.attribute("shape", s.rows(), s.columns());
    part(g, "data", s.data());
    part(g, "indices", s.indices());
    part(g, "indptr", s.indptr());
  }

  private void part(Hdf5Group g, String name, DenseArray a) throws IOException {
    g.dataset(name, type(a.type()), a.shape(), d -> content(d, a));
  }

  private void blocks(Hdf5Group g, BlockMatrix m) throws IOException {
    encoding(g, "csr_matrix", "0.1.0");
    g.attribute("shape", m.rows(), m.columns());
    Hdf5Dataset data = g.begin(Hdf5Type.FLOAT32, Hdf5Dataset.OPEN);
    Hdf5Dataset indices = g.begin(Hdf5Type.INT32, Hdf5Dataset.OPEN);
    long[] indptr = new long[Math.toIntExact(m.rows() + 1)];
    int row = 0;
    for (RowBlock b : m.blocks()) {
      int from = b.offsets()[0];
      int to = b.offsets()[b.rows()];
      data.append(bytes(to - from, out -> out.asFloatBuffer().put(b.values(), from, to - from)));
      indices.append(bytes(to - from, out -> out.asIntBuffer().put(b.genes(), from, to - from)));
      phase.advance(2L * (to - from));
      long before = indptr[row];
      for (int r = 1; r <= b.rows(); r++) {
        indptr[++row] = before + b.offsets()[r] - from;
      }
    }
    if (row != m.rows()) {
      throw new IllegalArgumentException("blocks of " + row + " rows for " + m.rows());
    }
    g.close("data", data);
    g.close("indices", indices);
    part(g, "indptr", DenseArray.vector(positions(indptr)));
  }

  /** The positions in 32 bits if they fit, like the indices. */
  private static Values positions(long[] indptr) {
    if (indptr[indptr.length - 1] > Integer.MAX_VALUE) {
      return Values.of(indptr);
    }
    return Values.of(Arrays.stream(indptr).mapToInt(i -> (int) i).toArray());
  }

  private static ByteBuffer bytes(int elements, Consumer<ByteBuffer> fill) {
    ByteBuffer b = ByteBuffer.allocate(4 * elements).order(ByteOrder.LITTLE_ENDIAN);
    fill.accept(b);
    return b;
  }

  void frame(Hdf5Group g, DataFrame f) throws IOException {
    String index = indexName(f);
    encoding(g, "dataframe", "0.2.0");
    g.attribute("_index", index);
    g.attribute("column-order", f.columns().keySet().toArray(String[]::new));
    write(g, index, f.index());
    for (Map.Entry<String, Element> column : f.columns().entrySet()) {
      if (!column.getKey().equals(index)) {
        write(g, column.getKey(), column.getValue());
      }
    }
  }

  /** A column of the same name and the same values as the index is stored once; of others, both. */
  private static String indexName(DataFrame f) {
    String name = f.indexName();
    if (!f.has(name)
        || (f.column(name) instanceof DenseArray a && a.all().equals(f.index().all()))) {
      return name;
    }
    String other = "_index";
    while (f.has(other)) {
      other += "_";
    }
    return other;
  }

  private void categorical(Hdf5Group g, Categorical c) throws IOException {
    encoding(g, "categorical", "0.2.0");
    g.attribute("ordered", c.ordered());
    write(g, "categories", c.categories());
    write(g, "codes", c.plainCodes());
  }

  private void nullable(Hdf5Group g, NullableArray n) throws IOException {
    String type =
        switch (n.values().type()) {
          case BOOL -> "nullable-boolean";
          case STRING -> "nullable-string-array";
          default -> "nullable-integer";
        };
    encoding(g, type, "0.1.0");
    if (n.missing().isPresent()) {
      g.attribute("na-value", n.missing().get());
    }
    write(g, "values", n.values());
    write(g, "mask", n.mask());
  }

  private void mapping(Hdf5Group g, ElementMap m) throws IOException {
    encoding(g, "dict", "0.1.0");
    for (Map.Entry<String, Element> e : m.entries().entrySet()) {
      write(g, e.getKey(), e.getValue());
    }
  }

  private void records(Hdf5Group parent, String name, RecordArray r) throws IOException {
    List<Hdf5Type.Member> members = new ArrayList<>();
    r.fields().forEach((field, a) -> members.add(new Hdf5Type.Member(field, memberType(a))));
    Hdf5Type type = Hdf5Type.compound(members);
    parent.dataset(
        name,
        type,
        new long[] {r.length()},
        d -> {
          encoding(d, "rec-array", "0.2.0");
          int length = Math.toIntExact(r.length());
          ByteBuffer rows = ByteBuffer.allocate(Math.multiplyExact(length, type.size()));
          int offset = 0;
          for (DenseArray field : r.fields().values()) {
            Values values = field.all();
            ByteBuffer column =
                values.type() == DType.STRING ? d.references(values.texts()) : values.bytes();
            int width = length == 0 ? 0 : column.remaining() / length;
            for (int i = 0; i < length; i++) {
              rows.put(i * type.size() + offset, column, i * width, width);
            }
            offset += width;
          }
          d.append(rows);
          phase.advance(length);
        });
  }

  private static Hdf5Type memberType(DenseArray a) {
    long[] shape = a.shape();
    int[] inner = Arrays.stream(shape).skip(1).mapToInt(Math::toIntExact).toArray();
    return inner.length == 0 ? type(a.type()) : type(a.type()).array(inner);
  }

  private static Hdf5Type type(DType type) {
    return switch (type) {
      case BOOL -> Hdf5Type.BOOL;
      case INT8 -> Hdf5Type.INT8;
      case INT16 -> Hdf5Type.INT16;
      case INT32 -> Hdf5Type.INT32;
      case INT64 -> Hdf5Type.INT64;
      case UINT8 -> Hdf5Type.UINT8;
      case UINT16 -> Hdf5Type.UINT16;
      case UINT32 -> Hdf5Type.UINT32;
      case UINT64 -> Hdf5Type.UINT64;
      case FLOAT16 -> Hdf5Type.FLOAT16;
      case FLOAT32 -> Hdf5Type.FLOAT32;
      case FLOAT64 -> Hdf5Type.FLOAT64;
      case STRING -> Hdf5Type.STRING;
    };
  }
}
