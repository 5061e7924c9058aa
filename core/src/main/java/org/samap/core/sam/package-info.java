/**
 * SAM, the self-assembling manifold: preprocessing, and the loop between gene weights and the graph
 * of nearest cells (Tarashansky et al. 2019, doi:10.7554/eLife.48994).
 */
@NullMarked
package org.samap.core.sam;

import org.jspecify.annotations.NullMarked;
