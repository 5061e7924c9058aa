/**
 * Homology tables made from sequences. {@link org.samap.core.homology.search.SequenceFile} checks
 * the sequences of a species, {@link org.samap.core.homology.search.SearchEngine} knows the command
 * lines of DIAMOND, MMseqs2 and BLAST+, {@link org.samap.core.homology.search.ProgramSearch} finds
 * the programs, and {@link org.samap.core.homology.search.TableSearch} searches every pair of
 * species both ways.
 */
@NullMarked
package org.samap.core.homology.search;

import org.jspecify.annotations.NullMarked;
