@NullMarked
package org.samap.cli.bench.evidence;

import org.jspecify.annotations.NullMarked;
