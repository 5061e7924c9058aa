/**
 * Homology from sequence searches. {@link BlastTables} reads the two tables of each two species,
 * each a {@code BlastTable}, and {@code CutTables} notices a search that was cut short.
 */
@NullMarked
package org.samap.core.homology.tables;

import org.jspecify.annotations.NullMarked;
