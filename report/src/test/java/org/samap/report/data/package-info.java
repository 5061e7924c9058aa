@NullMarked
package org.samap.report.data;

import org.jspecify.annotations.NullMarked;
