/** What holds for the whole core. */
@NullMarked
package org.samap.core;

import org.jspecify.annotations.NullMarked;
