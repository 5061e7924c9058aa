/** The commands. */
@NullMarked
package org.samap.cli;

import org.jspecify.annotations.NullMarked;
