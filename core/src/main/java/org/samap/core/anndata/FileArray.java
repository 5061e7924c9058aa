package org.samap.core.anndata;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.samap.core.anndata.hdf5.reader.StoredDataset;

/** An array that lies in a file; a slice reads and decompresses the chunks it touches. */
final class FileArray implements DenseArray {
  private final Hdf5File file;
  private final StoredDataset dataset;
  private final DType type;
  private final long[] shape;

  FileArray(Hdf5File file, StoredDataset dataset, DType type) {
    this.file = file;
    this.dataset = dataset;
    this.type = type;
    this.shape = dataset.shape();
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
    int[] ones = new int[shape.length];
    Arrays.fill(ones, 1);
    return dataset.chunk().orElse(ones);
  }

  @Override
  public Values slice(long[] from, int[] count) {
    int total = Arrays.stream(count).reduce(1, Math::multiplyExact);
    return file.reading(
        dataset.path(),
        () ->
            file.elements()
                .decode(dataset.type(), ByteBuffer.wrap(dataset.slice(from, count)), total));
  }

  @Override
  public String toString() {
    return "FileArray[" + dataset.path() + " " + type + " " + Arrays.toString(shape) + "]";
  }
}
