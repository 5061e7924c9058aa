/** Tests of names. */
@NullMarked
package org.samap.core.homology.names;

import org.jspecify.annotations.NullMarked;
