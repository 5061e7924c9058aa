package org.samap.core.peaks;

import org.samap.core.genome.Place;
import org.samap.core.genome.Span;
import org.samap.core.run.InputException;

/** How the place of a peak and that of a gene give the weight of their link. */
public sealed interface LinkRule {

  /** No peak outside of this has a link to the gene. */
  Span reach(Place gene);

  /** The weight of a peak that has a base within reach; 0 for no link. */
  double weight(Span peak, Place gene);

  /**
   * 1 for a peak that touches the gene or its promoter (Stuart et al. 2021,
   * doi:10.1038/s41592-021-01282-5).
   *
   * @param upstream bases before the gene that are its promoter (2,000)
   * @param downstream bases after it that belong to it too (0)
   */
  record Body(int upstream, int downstream) implements LinkRule {
    public Body {
      require("upstream", upstream, 0);
      require("downstream", downstream, 0);
    }

    @Override
    public Span reach(Place gene) {
      return gene.widened(upstream, downstream);
    }

    @Override
    public double weight(Span peak, Place gene) {
      return 1;
    }
  }

  /**
   * 2^(-d / decay), where d is the distance from the middle of the peak to the start of the gene:
   * the regulatory potential of MAESTRO (Wang et al. 2020, doi:10.1186/s13059-020-02116-x).
   *
   * @param decay the distance at which the weight is a half (10,000)
   * @param window the largest distance of a link (150,000)
   */
  record Exponential(int decay, int window) implements LinkRule {
    public Exponential {
      require("decay", decay, 1);
      require("window", window, 1);
    }

    @Override
    public Span reach(Place gene) {
      return around(gene, window);
    }

    @Override
    public double weight(Span peak, Place gene) {
      long d = distance(peak, gene);
      return d > window ? 0 : StrictMath.pow(2, -(double) d / decay);
    }
  }

  /**
   * (max(d, near) / near)^(-exponent), with the same distance d: how often two places of a
   * chromosome touch each other, as the ABC model takes it without data (Nasser et al. 2021,
   * doi:10.1038/s41586-021-03446-x). 1 up to near.
   *
   * @param exponent above 0 (1.024)
   * @param near closer is not better (5,000)
   * @param window the largest distance of a link (150,000)
   */
  record Power(double exponent, int near, int window) implements LinkRule {
    public Power {
      if (!(exponent > 0 && Double.isFinite(exponent))) {
        throw InputException.about(
            "exponent", "exponent is " + exponent + "; give a number above 0");
      }
      require("near", near, 1);
      require("window", window, 1);
    }

    @Override
    public Span reach(Place gene) {
      return around(gene, window);
    }

    @Override
    public double weight(Span peak, Place gene) {
      long d = distance(peak, gene);
      return d > window ? 0 : StrictMath.pow((double) Math.max(d, near) / near, -exponent);
    }
  }

  /** From the middle of a peak to the start of a gene. */
  private static long distance(Span peak, Place gene) {
    return Math.abs((long) peak.middle() - gene.start());
  }

  private static Span around(Place gene, int window) {
    return new Span(gene.start(), gene.start() + 1).widened(window);
  }

  static void require(String name, int value, int least) {
    if (value < least) {
      throw InputException.about(
          name, "%s is %d; give a number of bases of at least %d".formatted(name, value, least));
    }
  }
}
