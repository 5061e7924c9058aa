/**
 * The neighbourhoods of cells and their mutual edges across species on a GPU. {@link
 * org.samap.cuda.mutual.DeviceHolders} collects and inverts neighbourhoods, once for a mapping
 * ({@code neighborhoods.cu}). {@link org.samap.cuda.mutual.MutualEdges} tells what is made from
 * them in each iteration; {@code MutualParts} decides what is on a device at a time; {@code
 * RowEdges} starts the kernels of {@code mutual.cu} for some rows. What these read on the device is
 * in {@code SpeciesPart}, {@code SeenCells} and {@code EdgePanels}.
 */
@NullMarked
package org.samap.cuda.mutual;

import org.jspecify.annotations.NullMarked;
