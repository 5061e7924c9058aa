/** Expression of genes in cells, kept as blocks of rows. */
@NullMarked
package org.samap.core.expression;

import org.jspecify.annotations.NullMarked;
