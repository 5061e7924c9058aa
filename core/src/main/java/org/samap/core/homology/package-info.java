/**
 * Which genes of different species correspond: search result tables to a symmetric weighted graph
 * between genes. What comes after sees only that graph ({@link
 * org.samap.core.homology.HomologyGraph}), wherever it came from.
 */
@NullMarked
package org.samap.core.homology;

import org.jspecify.annotations.NullMarked;
