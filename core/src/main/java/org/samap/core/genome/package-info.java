/**
 * Where genes lie in a genome: a {@link org.samap.core.genome.Place} for each gene of an annotation
 * ({@link org.samap.core.genome.GeneModels}), whatever the annotation calls the chromosomes ({@link
 * org.samap.core.genome.Chromosomes}). {@link org.samap.core.genome.ModelOverlap} links the genes
 * of two annotations. Positions count from 0, and ends are exclusive, as in BED.
 */
@NullMarked
package org.samap.core.genome;

import org.jspecify.annotations.NullMarked;
