/** Harmony: rows of cells without what tells their batches apart. */
@NullMarked
package org.samap.core.harmony;

import org.jspecify.annotations.NullMarked;
