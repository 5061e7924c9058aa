/** Devices, and the kernels that they load. */
@NullMarked
package org.samap.cuda.layout;

import org.jspecify.annotations.NullMarked;
