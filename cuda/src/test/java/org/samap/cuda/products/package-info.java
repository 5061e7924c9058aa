@NullMarked
package org.samap.cuda.products;

import org.jspecify.annotations.NullMarked;
