@NullMarked
package org.samap.core.pipeline.plan;

import org.jspecify.annotations.NullMarked;
