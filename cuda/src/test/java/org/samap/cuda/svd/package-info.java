@NullMarked
package org.samap.cuda.svd;

import org.jspecify.annotations.NullMarked;
