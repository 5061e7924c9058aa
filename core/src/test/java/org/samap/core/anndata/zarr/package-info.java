@NullMarked
package org.samap.core.anndata.zarr;

import org.jspecify.annotations.NullMarked;
