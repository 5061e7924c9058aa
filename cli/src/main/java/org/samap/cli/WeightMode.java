package org.samap.cli;

/** Which dispersion of a gene's neighbour-averaged expression its weight comes from (SPEC 3). */
enum WeightMode {
  RMS,
  DISPERSION,
  VARIANCE,
  COMBINED
}
