package org.samap.core.genome;

/**
 * A part of a chromosome.
 *
 * @param start the first base, from 0
 * @param end the base after the last one
 */
public record Span(int start, int end) {

  public Span {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("a span from " + start + " to " + end);
    }
  }

  public int length() {
    return end - start;
  }

  /** The base in the middle; the later of two. */
  public int middle() {
    return start + length() / 2;
  }

  /** With this many bases more on both sides, as far as there are any. */
  public Span widened(int bases) {
    return new Span(
        Math.max(0, start - bases), (int) Math.min(Integer.MAX_VALUE, (long) end + bases));
  }

  public boolean touches(Span other) {
    return start < other.end && other.start < end;
  }

  /** The smallest span that holds both. */
  Span and(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }
}
