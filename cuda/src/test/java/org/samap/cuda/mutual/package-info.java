@NullMarked
package org.samap.cuda.mutual;

import org.jspecify.annotations.NullMarked;
