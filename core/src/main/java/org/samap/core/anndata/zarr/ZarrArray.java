package org.samap.core.anndata.zarr;

import java.util.Arrays;
import java.util.Optional;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.NullElement;
import org.samap.core.anndata.Store;
import org.samap.core.anndata.Store.Fault;
import org.samap.core.anndata.Values;

/** An array of a store. No more of it is in memory than a box and one chunk. */
final class ZarrArray implements Store.Array {
  /** A box of more elements is large. */
  private static final int LARGE = 1 << 22;

  /** A large box is read only if at least one element in so many was written. */
  private static final long MOST_UNWRITTEN = 64;

  private static final int MOST_CHUNKS = 1_000_000;

  private final KeyStore keys;
  private final String place;
  private final ZarrAttributes attributes;
  private final ArrayMetadata metadata;

  ZarrArray(KeyStore keys, String place, Hierarchy.Entry entry) {
    this.keys = keys;
    this.place = place;
    this.attributes = new ZarrAttributes(entry.attributes());
    this.metadata = ArrayMetadata.of(entry);
  }

  @Override
  public String path() {
    return "/" + place;
  }

  @Override
  public Optional<Values> attribute(String name) {
    return attributes.get(name);
  }

  @Override
  public boolean hasAttribute(String name) {
    return attributes.has(name);
  }

  @Override
  public DType type() {
    return metadata.type().dtype();
  }

  @Override
  public long[] shape() {
    return metadata.shape().clone();
  }

  @Override
  public int[] chunk() {
    return metadata.codecs().readAtOnce(metadata.chunk()).clone();
  }

  /** Python's None is an array that says so. */
  @Override
  public Optional<Element> meaning() {
    return text("encoding-type").filter("null"::equals).map(t -> new NullElement());
  }

  @Override
  public Values slice(long[] from, int[] count) {
    long[] shape = metadata.shape();
    int[] chunk = metadata.chunk();
    int rank = shape.length;
    long[] first = new long[rank];
    long[] last = new long[rank];
    long elements = 1;
    double chunks = 1;
    for (int a = 0; a < rank; a++) {
      if (from[a] < 0 || count[a] < 0 || from[a] > shape[a] - count[a]) {
        throw new IllegalArgumentException(
            "%s elements from %s of %s"
                .formatted(Arrays.toString(count), Arrays.toString(from), Arrays.toString(shape)));
      }
      elements = Math.multiplyExact(elements, count[a]);
      first[a] = from[a] / chunk[a];
      last[a] = (from[a] + count[a] - 1) / chunk[a];
      chunks *= last[a] - first[a] + 1;
    }
    if (elements > Integer.MAX_VALUE - 8 || (chunks > MOST_CHUNKS && elements > 0)) {
      throw Fault.unsupported("more than 2^31 elements, or a million chunks, are read at once");
    }
    if (elements > LARGE) {
      requireWritten(first, last, elements);
    }
    ValueBox box = new ValueBox(from, count, metadata.fill());
    if (elements > 0) {
      ChunkRange.forEach(first, last, at -> read(at, box));
    }
    return box.values();
  }

  private void read(long[] at, ValueBox box) {
    Optional<Blob> found = find(at);
    if (found.isPresent()) {
      long[] start = new long[at.length];
      for (int a = 0; a < at.length; a++) {
        start[a] = at[a] * metadata.chunk()[a];
      }
      try {
        metadata.codecs().read(found.get(), start, metadata.chunk(), box, metadata.fill());
      } catch (Fault e) {
        throw e.of(metadata.keys().key(at));
      }
    }
  }

  private Optional<Blob> find(long[] at) {
    return keys.find(KeyStore.key(place, metadata.keys().key(at)));
  }

  /** Fails if the shape alone tells of so many elements; then it is damaged. */
  private void requireWritten(long[] first, long[] last, long elements) {
    long[] written = {0};
    long chunk = ValueBox.product(metadata.chunk());
    ChunkRange.forEach(first, last, at -> written[0] += find(at).isPresent() ? chunk : 0);
    if (elements / MOST_UNWRITTEN > written[0]) {
      throw Fault.damaged(
          "its shape is %s, but at most %,d elements were written"
              .formatted(Arrays.toString(metadata.shape()), written[0]));
    }
  }
}
