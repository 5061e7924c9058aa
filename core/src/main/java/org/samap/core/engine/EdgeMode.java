package org.samap.core.engine;

/** How the agreement of two genes' smoothed expression is measured (SPEC 6). */
public enum EdgeMode {
  /** Pearson's correlation. */
  PEARSON,
  /** Chatterjee's rank coefficient, which detects any functional dependence. */
  XI
}
