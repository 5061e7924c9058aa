@NullMarked
package org.samap.cli.terminal;

import org.jspecify.annotations.NullMarked;
