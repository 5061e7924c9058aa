@NullMarked
package org.samap.cli.options;

import org.jspecify.annotations.NullMarked;
