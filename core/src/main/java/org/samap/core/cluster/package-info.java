/** Communities of a neighbour graph. */
@NullMarked
package org.samap.core.cluster;

import org.jspecify.annotations.NullMarked;
