/**
 * The whole job, from files to results. {@link org.samap.core.pipeline.MappingJob} tells the story:
 * {@link org.samap.core.pipeline.SpeciesPreparation} turns each {@link
 * org.samap.core.pipeline.SpeciesInput} into a SAM result, the species are mapped and scored, and
 * {@link org.samap.core.pipeline.RunFolder} writes everything, with all cells in one file ({@code
 * CombinedCells}). {@link org.samap.core.pipeline.FinishedRun} opens such a folder again; {@code
 * CombinedFile} and {@link org.samap.core.pipeline.CheckedFile} check what it holds. {@link
 * org.samap.core.pipeline.RunParams} holds all choices, and {@code plan} predicts the time and
 * memory of a run. {@link org.samap.core.pipeline.LinkedSpeciesFiles} reads and writes species that
 * a stress is put on.
 */
@NullMarked
package org.samap.core.pipeline;

import org.jspecify.annotations.NullMarked;
