/** What a run will take, told before it starts: a model of its work with measured constants. */
@NullMarked
package org.samap.core.pipeline.plan;

import org.jspecify.annotations.NullMarked;
