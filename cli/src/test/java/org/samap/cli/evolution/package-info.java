@NullMarked
package org.samap.cli.evolution;

import org.jspecify.annotations.NullMarked;
