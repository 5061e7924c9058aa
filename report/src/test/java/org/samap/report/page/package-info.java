@NullMarked
package org.samap.report.page;

import org.jspecify.annotations.NullMarked;
