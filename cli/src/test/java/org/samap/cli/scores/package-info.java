@NullMarked
package org.samap.cli.scores;

import org.jspecify.annotations.NullMarked;
