/** What a finished mapping says: scores between cell types. */
@NullMarked
package org.samap.core.analysis;

import org.jspecify.annotations.NullMarked;
