package org.samap.core.engine;

/** How a cell's neighbourhood inside its species grows (SPEC 5.4). */
public enum Expansion {
  /** Ring by ring, best connected cells first. */
  BFS,
  /** By the number of walks to a cell, as in the first published version. */
  WALK
}
