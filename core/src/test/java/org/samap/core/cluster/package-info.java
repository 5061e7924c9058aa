/** Tests of clustering. */
@NullMarked
package org.samap.core.cluster;

import org.jspecify.annotations.NullMarked;
