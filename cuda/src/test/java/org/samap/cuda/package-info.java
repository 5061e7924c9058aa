/** The CUDA engine against the CPU engine, and the rules of its house. */
@NullMarked
package org.samap.cuda;

import org.jspecify.annotations.NullMarked;
