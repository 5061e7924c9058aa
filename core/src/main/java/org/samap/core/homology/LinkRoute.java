package org.samap.core.homology;

/** Where two species take their links from. */
public sealed interface LinkRoute {

  /** A kind of source that links them itself. */
  enum Direct implements LinkRoute {
    /** Search tables. */
    MAPS,
    /** Tables of pairs. */
    PAIRS,
    /** Orthologous groups. */
    EGGNOG
  }

  /**
   * The links of both with a third species, as {@link LinkPaths} joins them.
   *
   * @param middle the third, which need not be one of those that are mapped
   */
  record Through(String middle) implements LinkRoute {}
}
