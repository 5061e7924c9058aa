/** {@code samap report}: the page that shows a finished run in a browser. */
@NullMarked
package org.samap.cli.report;

import org.jspecify.annotations.NullMarked;
