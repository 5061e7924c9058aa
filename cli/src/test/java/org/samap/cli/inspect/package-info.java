@NullMarked
package org.samap.cli.inspect;

import org.jspecify.annotations.NullMarked;
