/**
 * A writer of HDF5 files, append-only: data sets stream out in compressed chunks, object headers
 * follow when an object is complete, and the superblock comes last. No timestamps: equal content
 * gives equal bytes, for any number of threads.
 *
 * <p>Follows the HDF5 File Format Specification version 3.0, in the parts that every HDF5 library
 * since 1.8 reads: superblock 2, object headers 2, chunks and members indexed by version 1 B-trees,
 * global heaps, and dense storage of attributes above 64 KiB.
 */
@NullMarked
package org.samap.core.anndata.hdf5;

import org.jspecify.annotations.NullMarked;
