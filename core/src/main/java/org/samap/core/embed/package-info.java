/** Layouts of graphs in the plane. */
@NullMarked
package org.samap.core.embed;

import org.jspecify.annotations.NullMarked;
