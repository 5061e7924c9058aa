package org.samap.cuda.search;

import java.util.Arrays;
import org.samap.core.matrix.CellMatrix;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;

/**
 * A part of the points on a device, in the order of their clusters: the points at [from, to) of
 * that order. Clusters are cut into segments of up to 256 points of the part.
 *
 * <p>Memory of a device: see {@link SearchSide}, and 8 bytes for each cluster.
 */
final class ClusterPart {
  private final int from;
  private final int to;
  private final SearchSide side;
  private final DeviceMemory starts;
  private final DeviceMemory firstSegments;
  private final int[] segments;
  private final int[] some;
  private final int[] order;

  private ClusterPart(
      DeviceArena arena,
      DeviceStream stream,
      CellMatrix points,
      PointClusters clusters,
      int from,
      int to) {
    this.from = from;
    this.to = to;
    int[] inOrder = Arrays.copyOfRange(clusters.order(), from, to);
    this.some = inOrder.clone();
    Arrays.sort(some);
    this.order = new int[some.length];
    Arrays.setAll(order, p -> Arrays.binarySearch(some, inOrder[p]));
    this.side = SearchSide.inOrder(arena, stream, points, some, order);
    int[] first = new int[clusters.count() + 1];
    for (int c = 0; c < clusters.count(); c++) {
      int here = Math.min(to, clusters.end(c)) - Math.max(from, clusters.start(c));
      first[c + 1] = first[c] + Math.ceilDiv(Math.max(0, here), PairSearch.TILE_COLUMNS);
    }
    this.segments = new int[2 * first[clusters.count()]];
    for (int c = 0; c < clusters.count(); c++) {
      int end = Math.min(to, clusters.end(c)) - from;
      int position = Math.max(from, clusters.start(c)) - from;
      for (int s = first[c]; s < first[c + 1]; s++) {
        segments[2 * s] = position;
        segments[2 * s + 1] = Math.min(PairSearch.TILE_COLUMNS, end - position);
        position += PairSearch.TILE_COLUMNS;
      }
    }
    this.starts = arena.ints(clusters.count() + 1L);
    stream.upload(clusters.starts(), starts);
    this.firstSegments = arena.ints(clusters.count() + 1L);
    stream.upload(first, firstSegments);
  }

  /** Copies a part to a device, and makes the forms of its points. */
  static ClusterPart of(
      DeviceArena arena,
      DeviceStream stream,
      CellMatrix points,
      PointClusters clusters,
      int from,
      int to,
      DeviceForm form,
      double factor) {
    ClusterPart part = new ClusterPart(arena, stream, points, clusters, from, to);
    part.side.measure(form, arena.doubles(1));
    part.side.split(form, factor);
    return part;
  }

  /** The position that each of some rows has in the part, or -1. */
  int[] positionsOf(int first, int count) {
    int[] positions = nowhere(count);
    for (int p = 0; p < order.length; p++) {
      int row = some[order[p]] - first;
      if (row >= 0 && row < count) {
        positions[row] = p;
      }
    }
    return positions;
  }

  /** The positions of rows that are not in the part. */
  static int[] nowhere(int count) {
    int[] positions = new int[count];
    Arrays.fill(positions, -1);
    return positions;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  SearchSide side() {
    return side;
  }

  /** Where clusters begin in the order of all points. */
  DeviceMemory starts() {
    return starts;
  }

  /** The number of the first segment of each cluster. */
  DeviceMemory firstSegments() {
    return firstSegments;
  }

  int segments() {
    return segments.length / 2;
  }

  /** The position of the first point of a segment. */
  int first(int segment) {
    return segments[2 * segment];
  }

  /** The number of the points of a segment. */
  int points(int segment) {
    return segments[2 * segment + 1];
  }
}
