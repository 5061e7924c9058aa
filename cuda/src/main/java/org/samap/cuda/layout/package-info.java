/**
 * UMAP's optimiser on a device. {@link org.samap.cuda.layout.DeviceLayout} follows the same {@link
 * org.samap.core.embed.UmapPlan} as the CPU's, turn by turn and number by number, so that layouts
 * are the same bits. {@code ColoredEdges} are the edges that each turn follows. The kernel is in
 * {@code layout.cu}.
 */
@NullMarked
package org.samap.cuda.layout;

import org.jspecify.annotations.NullMarked;
