package org.samap.core.genome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Things on one chromosome in the order of their starts, to find those at a place.
 *
 * @param <T> what has a span
 */
public final class SortedSpans<T> {
  private final List<T> things;
  private final Function<T, Span> spans;
  private final int longest;

  private SortedSpans(List<T> things, Function<T, Span> spans, int longest) {
    this.things = things;
    this.spans = spans;
    this.longest = longest;
  }

  /** Sorts things; of equal starts, the earlier in the list is first. */
  public static <T> SortedSpans<T> of(List<T> things, Function<T, Span> spans) {
    List<T> sorted = new ArrayList<>(things);
    sorted.sort(Comparator.comparingInt(thing -> spans.apply(thing).start()));
    int longest = sorted.stream().mapToInt(thing -> spans.apply(thing).length()).max().orElse(0);
    return new SortedSpans<>(sorted, spans, longest);
  }

  /** All of them, by start. */
  public List<T> all() {
    return things;
  }

  /**
   * Those that share a base with a span, by start. O(log things + things that begin less than the
   * longest of them before it).
   */
  public List<T> touching(Span span) {
    List<T> found = new ArrayList<>();
    for (int t = firstFrom(span.start() - longest);
        t < things.size() && spanOf(t).start() < span.end();
        t++) {
      if (spanOf(t).touches(span)) {
        found.add(things.get(t));
      }
    }
    return found;
  }

  private Span spanOf(int thing) {
    return spans.apply(things.get(thing));
  }

  /** The first that begins at a position or after it. */
  private int firstFrom(int position) {
    int from = 0;
    int to = things.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (spanOf(middle).start() < position) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
