/** Byte codecs inside the containers that chunks are compressed with. */
@NullMarked
package org.samap.core.anndata.hdf5.codec;

import org.jspecify.annotations.NullMarked;
