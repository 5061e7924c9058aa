package org.samap.core.anndata;

import io.jhdf.GlobalHeap;
import io.jhdf.storage.HdfBackingStorage;
import java.util.LinkedHashMap;
import java.util.Map;

/** The global heaps that texts were read from last: neighbours in a file share them. */
final class HeapCache {
  private static final int KEPT = 32;

  private final HdfBackingStorage storage;
  private final Map<Long, GlobalHeap> heaps =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, GlobalHeap> eldest) {
          return size() > KEPT;
        }
      };

  HeapCache(HdfBackingStorage storage) {
    this.storage = storage;
  }

  synchronized GlobalHeap at(long address) {
    GlobalHeap heap = heaps.get(address);
    if (heap == null) {
      heap = new GlobalHeap(storage, address);
      heaps.put(address, heap);
    }
    return heap;
  }
}
