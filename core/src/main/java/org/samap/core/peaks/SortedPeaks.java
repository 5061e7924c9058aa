package org.samap.core.peaks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samap.core.genome.Span;

/** The peaks of a chromosome in the order of their starts, to find those at a place. */
final class SortedPeaks {
  private final List<Peak> peaks;
  private final int longest;

  private SortedPeaks(List<Peak> peaks, int longest) {
    this.peaks = peaks;
    this.longest = longest;
  }

  /** Sorts the peaks, of which there is at least one. */
  static SortedPeaks of(List<Peak> peaks) {
    List<Peak> sorted = new ArrayList<>(peaks);
    sorted.sort(
        Comparator.comparingInt((Peak p) -> p.span().start()).thenComparingInt(Peak::feature));
    int longest = sorted.stream().mapToInt(p -> p.span().length()).max().orElseThrow();
    return new SortedPeaks(sorted, longest);
  }

  int size() {
    return peaks.size();
  }

  /** As the data call it. */
  String chromosome() {
    return peaks.getFirst().chromosome();
  }

  /** The peaks that share a base with a span. O(log peaks + those not much longer before it). */
  List<Peak> touching(Span span) {
    List<Peak> found = new ArrayList<>();
    for (int p = firstFrom(span.start() - longest);
        p < peaks.size() && peaks.get(p).span().start() < span.end();
        p++) {
      if (peaks.get(p).span().touches(span)) {
        found.add(peaks.get(p));
      }
    }
    return found;
  }

  /** The first peak that starts at a position or after it. */
  private int firstFrom(int position) {
    int from = 0;
    int to = peaks.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (peaks.get(middle).span().start() < position) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
