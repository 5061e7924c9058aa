/** The products of the CPU's decompositions, against plain formulas. */
@NullMarked
package org.samap.core.engine.cpu.svd;

import org.jspecify.annotations.NullMarked;
