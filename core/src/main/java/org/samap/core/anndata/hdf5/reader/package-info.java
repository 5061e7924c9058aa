/**
 * HDF5 files in: the objects of a file, one at a time.
 *
 * <p>{@link Hdf5Source} opens a file and gives its root; a {@link StoredGroup} lists its members
 * and reads the one that is asked for, so that a damaged member harms no other; a {@link
 * StoredDataset} reads boxes of its elements. Below them lie the tables of the format: {@link
 * ObjectMessages} (what describes an object), {@link GroupLinks} and {@link AttributeTable} with
 * their B-trees and heaps, {@link ChunkTable} (where chunks lie) and {@link ChunkFilters} (how they
 * are packed).
 *
 * <p>The format is that of the HDF5 File Format Specification, version 3.
 */
@NullMarked
package org.samap.core.anndata.hdf5.reader;

import org.jspecify.annotations.NullMarked;
