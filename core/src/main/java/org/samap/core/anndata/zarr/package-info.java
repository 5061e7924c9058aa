/**
 * AnnData in Zarr stores: version 2 and 3 of the format, in a folder or a zip file.
 *
 * <p>{@link ZarrFile} opens a store. {@link KeyStore} holds the bytes of its keys; {@link
 * Hierarchy} finds the metadata of groups and arrays, in a file each or consolidated; {@link
 * ArrayMetadata} is what version 2 ({@link MetadataV2}) and version 3 ({@link MetadataV3}) say of
 * an array; {@link ZarrArray} reads boxes of it, with {@link ChunkCodecs} for a chunk and {@link
 * Shards} for a shard, of which only the chunks that a box touches are read.
 *
 * <p>The formats are those of the Zarr specifications, version 2 and 3.1, and of numcodecs.
 */
@NullMarked
package org.samap.core.anndata.zarr;

import org.jspecify.annotations.NullMarked;
