/** The scale sweep: simulated data of growing size, each size in a process of its own. */
@NullMarked
package org.samap.cli.bench;

import org.jspecify.annotations.NullMarked;
