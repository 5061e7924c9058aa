@NullMarked
package org.samap.report;

import org.jspecify.annotations.NullMarked;
