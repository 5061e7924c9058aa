/**
 * GPUs as the engine uses them. {@link org.samap.cuda.device.Devices} are those that this machine
 * lets us use; work is dealt to them block by block. A {@link org.samap.cuda.device.Device} has
 * memory, which is taken from a {@link org.samap.cuda.device.DeviceArena} and freed with it;
 * streams of work ({@link org.samap.cuda.device.DeviceStream}), which copy to and from Java's
 * arrays through pinned buffers ({@code Staging}); and kernels ({@link
 * org.samap.cuda.device.Kernel}), compiled by the driver from the PTX in the jar. {@link
 * org.samap.cuda.device.BlockSize} makes blocks smaller when memory runs out.
 */
@NullMarked
package org.samap.cuda.device;

import org.jspecify.annotations.NullMarked;
