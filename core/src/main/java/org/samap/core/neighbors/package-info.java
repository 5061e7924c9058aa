/** Nearest neighbours, exact and approximate, behind one search. */
@NullMarked
package org.samap.core.neighbors;

import org.jspecify.annotations.NullMarked;
