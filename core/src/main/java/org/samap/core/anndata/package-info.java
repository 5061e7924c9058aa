/**
 * Annotated data: the in-memory model of AnnData, its {@code .h5ad} files in and out, and the
 * loading of counts from them.
 *
 * <p>{@link AnnDataFile} reads every encoding since AnnData 0.5, leaving large arrays in the file
 * until slices of them are asked for; {@link AnnDataWriter} writes the encoding of AnnData 0.8 and
 * later; {@link CountsLoader} finds and checks the counts of one species.
 */
@NullMarked
package org.samap.core.anndata;

import org.jspecify.annotations.NullMarked;
