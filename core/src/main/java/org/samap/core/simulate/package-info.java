/**
 * Seeded simulation of species with shared and private cell types, gene families with paralogs, and
 * matching search result tables: data whose truth is known.
 */
@NullMarked
package org.samap.core.simulate;

import org.jspecify.annotations.NullMarked;
