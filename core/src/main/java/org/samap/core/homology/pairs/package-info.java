/**
 * Homology from what others have worked out: tables of pairs ({@link PairTable}), whose columns
 * {@code PairTitles} and {@code PairLayout} recognise, and orthologous groups of eggNOG-mapper
 * ({@link EggnogFiles}, {@link EggnogGroups}).
 */
@NullMarked
package org.samap.core.homology.pairs;

import org.jspecify.annotations.NullMarked;
