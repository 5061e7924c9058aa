/** What {@code cuda/verify.sh} runs on a machine with a GPU; skipped where there is none. */
@NullMarked
package org.samap.cuda.verify;

import org.jspecify.annotations.NullMarked;
