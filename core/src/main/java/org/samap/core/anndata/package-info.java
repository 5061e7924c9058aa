/**
 * Annotated data, in memory and in {@code .h5ad} files. {@link AnnData} is a matrix of cells x
 * genes with a {@link DataFrame} for cells and one for genes, and named parts ({@link Section}).
 * Each part is an {@link Element}: an array, a sparse matrix, a mapping.
 *
 * <p>{@link AnnDataFile} opens files of every encoding since AnnData 0.5 and leaves large arrays in
 * the file. Reading needs only a {@link Store}, groups and arrays in any format: {@link
 * StoredAnnData} finds the parts, {@code ElementReader} and {@code TableReader} turn them into
 * elements, and {@code Hdf5Store} is the store of an HDF5 file. {@link AnnDataWriter} writes the
 * encoding of AnnData 0.8 and later, and {@code ObsCopy} adds columns to a copy of a file. The room
 * {@code counts} loads the counts of a species; {@code hdf5} is the file format below.
 */
@NullMarked
package org.samap.core.anndata;

import org.jspecify.annotations.NullMarked;
