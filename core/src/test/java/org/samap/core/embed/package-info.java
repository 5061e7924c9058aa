/** Tests of layouts. */
@NullMarked
package org.samap.core.embed;

import org.jspecify.annotations.NullMarked;
