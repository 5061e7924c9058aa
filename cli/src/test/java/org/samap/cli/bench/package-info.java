@NullMarked
package org.samap.cli.bench;

import org.jspecify.annotations.NullMarked;
