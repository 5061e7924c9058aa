/**
 * Where the tables of sequence searches are. {@link org.samap.core.homology.layouts.TableFolder}
 * finds the table of two species in folders as SAMap has them ({@code SpeciesFolders}), in one
 * folder of all tables ({@code FlatFolder}), and among the files of OrthoFinder ({@code
 * OrthoFinderFolder}), whose {@link org.samap.core.homology.layouts.SequenceIds} name its
 * sequences.
 */
@NullMarked
package org.samap.core.homology.layouts;

import org.jspecify.annotations.NullMarked;
