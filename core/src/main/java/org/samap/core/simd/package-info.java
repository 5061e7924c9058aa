/**
 * The few loops that everything else spends its time in, with one arithmetic on every processor.
 */
@NullMarked
package org.samap.core.simd;

import org.jspecify.annotations.NullMarked;
