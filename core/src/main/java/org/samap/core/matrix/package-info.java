/** Small dense matrices and sparse graphs in compressed rows. */
@NullMarked
package org.samap.core.matrix;

import org.jspecify.annotations.NullMarked;
