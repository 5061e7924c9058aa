@NullMarked
package org.samap.core.homology.search;

import org.jspecify.annotations.NullMarked;
