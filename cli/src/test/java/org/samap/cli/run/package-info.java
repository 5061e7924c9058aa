@NullMarked
package org.samap.cli.run;

import org.jspecify.annotations.NullMarked;
