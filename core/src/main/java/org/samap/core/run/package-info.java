/**
 * What every step runs on: threads over blocks, progress, random streams, and errors a user can act
 * on.
 */
@NullMarked
package org.samap.core.run;

import org.jspecify.annotations.NullMarked;
