package org.samap.cuda.links;

import org.samap.core.engine.GeneEdges;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceStream;

/**
 * The cells of a pair of species, those of the earlier one first, with their edges on a device.
 *
 * @param count the number of cells
 */
record PairCells(int count, SmoothingGraph graph) {

  static PairCells upload(
      DeviceArena arena, DeviceStream stream, LinkTask task, GeneEdges.Pair pair) {
    SpeciesAxis cells = task.cells();
    int sizeA = cells.size(pair.a());
    int count = sizeA + cells.size(pair.b());
    long edges = edges(task, pair.a()) + edges(task, pair.b());
    SmoothingGraph graph = new SmoothingGraph(arena, stream, task.stitched(), cells, count, edges);
    graph.set(
        count, i -> i < sizeA ? cells.start(pair.a()) + i : cells.start(pair.b()) + i - sizeA);
    return new PairCells(count, graph);
  }

  private static long edges(LinkTask task, int species) {
    SpeciesAxis cells = task.cells();
    return (long) task.stitched().offset(cells.end(species))
        - task.stitched().offset(cells.start(species));
  }
}
