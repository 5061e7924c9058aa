package org.samap.core.genome;

/**
 * Where a gene lies.
 *
 * @param chromosome as the annotation calls it
 * @param span from its first base to its last
 * @param forward whether it is read in the direction of rising positions
 */
public record Place(String chromosome, Span span, boolean forward) {

  /** The first base that is transcribed. */
  public int start() {
    return forward ? span.start() : span.end() - 1;
  }

  /** Its first base and those before it, in its own direction. */
  public Span promoter(int upstream) {
    Span first = new Span(start(), start() + 1);
    return new Place(chromosome, first, forward).widened(upstream, 0);
  }

  /**
   * The gene with its surroundings.
   *
   * @param upstream bases before its start, in its own direction
   * @param downstream bases after its end
   */
  public Span widened(int upstream, int downstream) {
    int before = forward ? upstream : downstream;
    int after = forward ? downstream : upstream;
    return new Span(
        Math.max(0, span.start() - before),
        (int) Math.min(Integer.MAX_VALUE, (long) span.end() + after));
  }
}
