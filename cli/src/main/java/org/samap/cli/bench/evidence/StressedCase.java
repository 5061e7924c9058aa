package org.samap.cli.bench.evidence;

import org.samap.core.analysis.Node;
import org.samap.core.simulate.LinkedSpecies;
import org.samap.core.simulate.TypeTruth;

/**
 * Data under a stress, to be mapped.
 *
 * @param data the name of the data
 * @param row the name of the stress
 * @param seed of the stress
 * @param species two
 * @param truth what their types are to each other
 */
record StressedCase(String data, String row, long seed, LinkedSpecies species, TypeTruth truth) {

  /** The id of the other species. */
  String other(String id) {
    return species.ids().getFirst().equals(id) ? species.ids().getLast() : species.ids().getFirst();
  }

  TypeTruth.Kind kind(Node node) {
    return truth.kind(node.species(), node.label(), other(node.species()));
  }

  boolean lacksCounterpart(Node node) {
    TypeTruth.Kind kind = kind(node);
    return kind != TypeTruth.Kind.SHARED && kind != TypeTruth.Kind.FEW;
  }

  boolean same(Node a, Node b) {
    return truth.same(a.species(), a.label(), b.species(), b.label());
  }
}
