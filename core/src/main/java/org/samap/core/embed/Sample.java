package org.samap.core.embed;

/**
 * A thread's working data: some ends of the edges sampled in a turn, and where to continue. 32 kB.
 */
final class Sample {
  static final int CAPACITY = 2048;

  /** The point that each of the first {@code pulls} ends moves, in rising order. */
  final int[] at = new int[CAPACITY];

  /** The other end of the same edge, towards which it moves. */
  final int[] neighbor = new int[CAPACITY];

  /**
   * The first {@code pushes} of these: the points from which the edge points away, which get
   * pushed.
   */
  final int[] tail = new int[CAPACITY];

  /** Where the ends of these edges lie among all of the colour; it decides their random numbers. */
  final int[] end = new int[CAPACITY];

  int pulls;
  int pushes;

  int color;
  int position;
  int until;

  /** The point of the end at {@code position}. */
  int point;
}
