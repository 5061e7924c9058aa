package org.samap.core.anndata;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.LongStream;
import org.samap.core.anndata.hdf5.reader.Hdf5Exception;
import org.samap.core.anndata.hdf5.reader.StoredDataset;
import org.samap.core.anndata.hdf5.reader.StoredType;

/** Splits records into their fields. */
final class RecordReader {
  private RecordReader() {}

  static Element read(Hdf5File file, StoredDataset d, StoredType.Fields type) {
    for (StoredType.Field field : type.fields()) {
      if (StoredElements.dtype(base(field.type())).isEmpty()) {
        throw Hdf5Exception.unsupported(
            "its field " + field.name() + " is " + StoredElements.name(base(field.type())));
      }
    }
    long[] axes = d.shape();
    int size = axes.length == 0 ? 1 : Math.toIntExact(axes[0]);
    byte[] all = d.slice(new long[axes.length], axes.length == 0 ? new int[0] : new int[] {size});
    SequencedMap<String, DenseArray> fields = new LinkedHashMap<>();
    for (StoredType.Field field : type.fields()) {
      int width = field.type().size();
      ByteBuffer column = ByteBuffer.allocate(Math.multiplyExact(size, width));
      for (int i = 0; i < size; i++) {
        column.put(all, i * type.size() + field.offset(), width);
      }
      long[] shape = fieldShape(size, field.type());
      int elements = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
      Values values = file.elements().decode(base(field.type()), column.flip(), elements);
      fields.put(field.name(), DenseArray.of(values, shape));
    }
    return new RecordArray(size, fields);
  }

  /** The element type of a small array, or the type itself. */
  private static StoredType base(StoredType type) {
    return type instanceof StoredType.Boxes boxes ? base(boxes.base()) : type;
  }

  private static long[] fieldShape(int size, StoredType type) {
    LongStream.Builder shape = LongStream.builder().add(size);
    StoredType at = type;
    while (at instanceof StoredType.Boxes boxes) {
      boxes.shape().forEach(shape::add);
      at = boxes.base();
    }
    return shape.build().toArray();
  }
}
