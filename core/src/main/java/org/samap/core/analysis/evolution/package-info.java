/**
 * What changed between the species. For genes, {@link
 * org.samap.core.analysis.evolution.ParalogSubstitutions} finds those whose role a paralog took
 * over, {@link org.samap.core.analysis.evolution.HomologyDelta} compares expression with sequence
 * edge by edge, {@link org.samap.core.analysis.evolution.TypeDivergence} finds those that one of
 * two matched types has switched off, {@link org.samap.core.analysis.evolution.GeneQuery} looks up
 * single genes, and {@link org.samap.core.analysis.evolution.EggnogPairs} reads pairs from
 * orthologous groups. For three or more species, {@link
 * org.samap.core.analysis.evolution.CellTypeTriangles} and {@link
 * org.samap.core.analysis.evolution.GeneTriangles} find what all agree on, and {@link
 * org.samap.core.analysis.evolution.CellTypeFamilies} groups cell types and tests whether each
 * family looks inherited.
 */
@NullMarked
package org.samap.core.analysis.evolution;

import org.jspecify.annotations.NullMarked;
