/** The whole job, from files to results: load, SAM, homology, map, score, write. */
@NullMarked
package org.samap.core.pipeline;

import org.jspecify.annotations.NullMarked;
