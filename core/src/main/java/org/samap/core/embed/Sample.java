package org.samap.core.embed;

/**
 * Some ends of edges that are sampled in a turn, and where to go on: what a thread works with. 24
 * kB.
 */
final class Sample {
  static final int CAPACITY = 2048;

  /** The point that each of the first {@code pulls} ends moves, rising. */
  final int[] at = new int[CAPACITY];

  /** The other end of the same edge, towards which it moves. */
  final int[] neighbor = new int[CAPACITY];

  /** The first {@code pushes}: the points among them from which their edge points away. */
  final int[] tail = new int[CAPACITY];

  int pulls;
  int pushes;

  int color;
  int position;
  int until;

  /** The point of the end at {@code position}. */
  int point;
}
