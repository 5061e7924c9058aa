@NullMarked
package org.samap.cuda.search;

import org.jspecify.annotations.NullMarked;
