/**
 * Writes HDF5 files. {@link Hdf5Writer} is the file, {@link Hdf5Group} a group and {@link
 * Hdf5Dataset} a data set of some {@link Hdf5Type}, which streams out in compressed chunks found by
 * a {@code ChunkIndex}. The {@code ObjectHeader} of a complete object follows its content, with its
 * {@code Attributes}, or its members in a {@code SymbolTable}; the superblock comes last. Nothing
 * has a timestamp: equal content gives equal bytes, for any number of threads.
 *
 * <p>It follows the HDF5 File Format Specification version 3.0, in the parts that every HDF5
 * library since 1.8 reads: superblock 2, object headers 2, chunks and members indexed by version 1
 * B-trees, global heaps, and dense storage of attributes above 64 KiB.
 */
@NullMarked
package org.samap.core.anndata.hdf5;

import org.jspecify.annotations.NullMarked;
