/** Output files that appear whole or not at all, and the text that users give. */
@NullMarked
package org.samap.core.io;

import org.jspecify.annotations.NullMarked;
