@NullMarked
package org.samap.cuda.expression;

import org.jspecify.annotations.NullMarked;
