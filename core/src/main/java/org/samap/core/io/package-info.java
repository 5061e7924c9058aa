/** Output files that appear whole or not at all. */
@NullMarked
package org.samap.core.io;

import org.jspecify.annotations.NullMarked;
