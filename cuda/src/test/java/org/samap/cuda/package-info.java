/**
 * Tests of the CUDA engine on machines without a GPU. {@link org.samap.cuda.StandIn} takes the
 * place of the driver.
 */
@NullMarked
package org.samap.cuda;

import org.jspecify.annotations.NullMarked;
