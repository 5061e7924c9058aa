@NullMarked
package org.samap.cli.finished;

import org.jspecify.annotations.NullMarked;
