/** What every engine does, and a toy one to try the seam with. */
@NullMarked
package org.samap.core.engine;

import org.jspecify.annotations.NullMarked;
