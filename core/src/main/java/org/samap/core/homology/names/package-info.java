/**
 * What genes are called: which kind of id a name is ({@link
 * org.samap.core.homology.names.IdFlavor}), and how the names of sequences become those of the data
 * ({@link org.samap.core.homology.names.NameScorer}). The names come from search result tables,
 * FASTA headers or gene annotations.
 */
@NullMarked
package org.samap.core.homology.names;

import org.jspecify.annotations.NullMarked;
