/**
 * Reads HDF5 files, one object at a time.
 *
 * <p>{@link Hdf5Source} opens a file and gives its root; a {@link StoredGroup} lists its members
 * and reads only those asked for, so that a damaged member does no harm to others; a {@link
 * StoredDataset} reads boxes of its elements. Below them are the tables of the format: {@link
 * ObjectMessages} (what describes an object), {@link GroupLinks} and {@link AttributeTable} with
 * their B-trees and heaps, {@link ChunkTable} (where chunks lie) and {@link ChunkFilters} (how they
 * are packed).
 *
 * <p>The format is described in the HDF5 File Format Specification, version 3.
 */
@NullMarked
package org.samap.core.anndata.hdf5.reader;

import org.jspecify.annotations.NullMarked;
