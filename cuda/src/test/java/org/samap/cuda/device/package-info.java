/** Devices, and the kernels that they load. */
@NullMarked
package org.samap.cuda.device;

import org.jspecify.annotations.NullMarked;
