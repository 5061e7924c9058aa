/**
 * The mapping itself: translate genes, project cells, find neighbours across species, keep the
 * mutual ones, stitch one graph, refine the gene links, repeat. {@link
 * org.samap.core.mapping.Samap#run} is the whole loop; the other classes are its sentences.
 */
@NullMarked
package org.samap.core.mapping;

import org.jspecify.annotations.NullMarked;
