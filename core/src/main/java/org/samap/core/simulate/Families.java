package org.samap.core.simulate;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The gene families of the common ancestor. */
final class Families {
  private static final double QUIET = 0.3; // a level below this counts as low; the mean is 0

  private final SimulationParams params;
  private final boolean[] housekeeping;
  private final boolean[] paired;
  private final double[] level;
  private final double[] length;
  private final double[] rate;

  Families(SimulationParams params) {
    this.params = params;
    int n = params.families();
    housekeeping = new boolean[n];
    paired = new boolean[n];
    level = new double[n];
    length = new double[n];
    rate = new double[n];
    for (int f = 0; f < n; f++) {
      Draws draws = Draws.of(params.seed(), "family", f);
      housekeeping[f] = draws.chance(params.sequences().housekeeping());
      paired[f] = draws.chance(params.sequences().ancestralPairs());
      level[f] = housekeeping[f] ? 3 + 0.5 * draws.normal() : 1.2 * draws.normal();
      length[f] = 150 + 150 * draws.gamma(2);
      rate[f] = params.sequences().rate() * draws.gamma(3) / 3;
    }
  }

  int count() {
    return level.length;
  }

  /** The number of copies in the common ancestor. */
  int ancestralCopies(int family) {
    return paired[family] ? 2 : 1;
  }

  /** The logarithm of the ancestor's expression outside of any program. */
  double level(int family) {
    return level[family];
  }

  /** The length of a protein in amino acids. */
  double length(int family) {
    return length[family];
  }

  /** Substitutions per site from the root to a tip. */
  double rate(int family) {
    return rate[family];
  }

  /**
   * The families that can be markers, in random order. Their expression elsewhere is low, so that a
   * few markers do not make up most of a cell.
   *
   * @param copies the number of their copies in the ancestor
   */
  int[] candidates(int copies) {
    int[] all = IntStream.range(0, count()).filter(f -> ancestralCopies(f) == copies).toArray();
    int[] quiet = Arrays.stream(all).filter(f -> level[f] <= QUIET).toArray();
    int[] candidates = quiet.length == 0 ? all : quiet;
    Draws.of(params.seed(), "marker families", copies).shuffle(candidates);
    return candidates;
  }
}
