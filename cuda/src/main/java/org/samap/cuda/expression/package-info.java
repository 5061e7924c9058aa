/**
 * Expression on devices. {@link org.samap.cuda.expression.DeviceExpressions} keeps what it has
 * copied from one operation to the next while there is memory; a {@link
 * org.samap.cuda.expression.DeviceExpression} shows it to kernels in sections of cells, or as a
 * whole. Kernels read its rows with {@code expression.cuh}.
 */
@NullMarked
package org.samap.cuda.expression;

import org.jspecify.annotations.NullMarked;
