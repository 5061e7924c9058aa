/**
 * The driver of NVIDIA GPUs, called through Java's foreign-function interface. Start at {@link
 * org.samap.cuda.driver.Driver}, which finds the library ({@code DriverLibrary}) and binds its
 * functions in four groups: {@link org.samap.cuda.driver.DeviceCalls}, {@link
 * org.samap.cuda.driver.MemoryCalls}, {@link org.samap.cuda.driver.StreamCalls} and {@link
 * org.samap.cuda.driver.ModuleCalls}. Each function's return code is checked: {@link
 * org.samap.cuda.driver.DriverException}. Nothing else in the house knows the driver's names.
 */
@NullMarked
package org.samap.cuda.driver;

import org.jspecify.annotations.NullMarked;
