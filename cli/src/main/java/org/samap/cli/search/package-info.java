/**
 * The command that makes homology tables: {@link org.samap.cli.search.BlastCommand} reads its
 * options and leaves the work to {@link org.samap.core.homology.search.TableSearch}.
 */
@NullMarked
package org.samap.cli.search;

import org.jspecify.annotations.NullMarked;
