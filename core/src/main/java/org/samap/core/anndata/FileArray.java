package org.samap.core.anndata;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.dataset.DatasetBase;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** An array that lies in a file; a slice reads and decompresses the chunks it touches. */
final class FileArray implements DenseArray {
  private final Hdf5File file;
  private final DatasetBase dataset;
  private final DType type;
  private final long[] shape;

  FileArray(Hdf5File file, DatasetBase dataset, DType type) {
    this.file = file;
    this.dataset = dataset;
    this.type = type;
    this.shape = dataset.getDimensionsAsLong();
  }

  @Override
  public DType type() {
    return type;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public int[] chunk() {
    if (dataset instanceof ChunkedDataset chunked) {
      return chunked.getChunkDimensions();
    }
    int[] chunk = new int[shape.length];
    Arrays.fill(chunk, 1);
    return chunk;
  }

  @Override
  public Values slice(long[] from, int[] count) {
    int total = Arrays.stream(count).reduce(1, Math::multiplyExact);
    return file.reading(
        dataset,
        () -> {
          if (total == 0 || dataset.isEmpty()) {
            return Values.zeros(type, total);
          }
          if (shape.length == 0) {
            return file.decode(dataset.getDataType(), dataset.getDataBuffer(), total);
          }
          if (dataset instanceof CompactDataset) {
            Values all = file.decode(dataset.getDataType(), dataset.getDataBuffer(), (int) size());
            return new HeapArray(all, shape).slice(from, count);
          }
          ByteBuffer bytes = dataset.getSliceDataBuffer(from, count);
          return file.decode(dataset.getDataType(), bytes, total);
        });
  }

  @Override
  public String toString() {
    return "FileArray[" + dataset.getPath() + " " + type + " " + Arrays.toString(shape) + "]";
  }
}
