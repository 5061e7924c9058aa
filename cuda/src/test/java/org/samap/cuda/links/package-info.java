@NullMarked
package org.samap.cuda.links;

import org.jspecify.annotations.NullMarked;
