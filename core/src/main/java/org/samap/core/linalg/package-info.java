/** Truncated singular value decomposition of large, sparse, implicitly centred matrices. */
@NullMarked
package org.samap.core.linalg;

import org.jspecify.annotations.NullMarked;
