@NullMarked
package org.samap.cli.genes;

import org.jspecify.annotations.NullMarked;
