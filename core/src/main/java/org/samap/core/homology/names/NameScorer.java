package org.samap.core.homology.names;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tries every {@link NameTransform} that may fit and proposes the one that hits the most genes of
 * the data; of equals the simplest, so that none is proposed unless it is better than leaving the
 * names as they are. A name that is in the data as it is always counts as that gene. O(transforms x
 * sequences).
 */
public final class NameScorer {
  private static final int EXAMPLES = 3;

  private final List<String> data;
  private final Map<String, Integer> exact;
  private final String dataPrefix;
  private final Map<NameTransform, Map<String, Integer>> keys = new HashMap<>();

  /**
   * @param data the names of the data's genes; of repeated ones the first counts
   */
  public NameScorer(List<String> data) {
    this.data = List.copyOf(data);
    this.exact = HashMap.newHashMap(data.size());
    for (int gene = 0; gene < data.size(); gene++) {
      exact.putIfAbsent(data.get(gene), gene);
    }
    this.dataPrefix = CommonPrefix.of(data);
  }

  /** Scores all transforms; sequences of one name count once each. */
  public NameProposal propose(List<SequenceHeader> sequences) {
    List<NameScore> scores = new ArrayList<>();
    for (HeaderField field : HeaderField.values()) {
      List<Optional<String>> values = sequences.stream().map(field::of).toList();
      transforms(field, values)
          .map(t -> score(t, values))
          .min(NameScore.BEST_FIRST)
          .filter(best -> best.genes() > 0)
          .ifPresent(scores::add);
      if (field == HeaderField.NAME
          && (scores.isEmpty() || !scores.getFirst().transform().isNone())) {
        scores.add(score(NameTransform.NONE, values));
      }
    }
    scores.sort(NameScore.BEST_FIRST);
    return proposal(scores, sequences);
  }

  private NameProposal proposal(List<NameScore> scores, List<SequenceHeader> sequences) {
    NameTransform best = scores.getFirst().transform();
    List<GeneOfName> pairs = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    BitSet hit = new BitSet();
    for (SequenceHeader sequence : sequences) {
      OptionalInt gene = best.field().of(sequence).map(v -> gene(best, v)).orElse(NO_GENE);
      if (gene.isPresent()) {
        hit.set(gene.getAsInt());
        pairs.add(new GeneOfName(sequence.name(), data.get(gene.getAsInt())));
      } else if (missed.size() < EXAMPLES) {
        missed.add(sequence.name());
      }
    }
    List<String> unhit =
        IntStream.range(0, data.size())
            .filter(g -> !hit.get(g))
            .limit(EXAMPLES)
            .mapToObj(data::get)
            .toList();
    return new NameProposal(scores, exact.size(), sequences.size(), pairs, unhit, missed);
  }

  private static final OptionalInt NO_GENE = OptionalInt.empty();

  private Stream<NameTransform> transforms(HeaderField field, List<Optional<String>> values) {
    List<String> found = values.stream().flatMap(Optional::stream).toList();
    if (found.isEmpty()) {
      return Stream.empty();
    }
    List<String> sequencePrefixes = Stream.of("", CommonPrefix.of(found)).distinct().toList();
    List<String> dataPrefixes = Stream.of("", dataPrefix).distinct().toList();
    List<NameTransform> all = new ArrayList<>();
    for (NameTransform.Versions versions : NameTransform.Versions.values()) {
      for (boolean anyCase : new boolean[] {false, true}) {
        for (String sequence : sequencePrefixes) {
          for (String ofData : dataPrefixes) {
            all.add(new NameTransform(field, versions, anyCase, sequence, ofData));
          }
        }
      }
    }
    return all.stream();
  }

  private NameScore score(NameTransform transform, List<Optional<String>> values) {
    BitSet hit = new BitSet();
    int sequences = 0;
    for (Optional<String> value : values) {
      OptionalInt gene = value.map(v -> gene(transform, v)).orElse(NO_GENE);
      if (gene.isPresent()) {
        hit.set(gene.getAsInt());
        sequences++;
      }
    }
    return new NameScore(transform, hit.cardinality(), sequences);
  }

  private OptionalInt gene(NameTransform transform, String value) {
    Integer gene = exact.get(value);
    if (gene == null) {
      gene = keysOf(transform).get(transform.keyOfSequence(value));
    }
    return gene == null ? NO_GENE : OptionalInt.of(gene);
  }

  /** The genes of the data by their keys, which depend on few choices of a transform. */
  private Map<String, Integer> keysOf(NameTransform transform) {
    NameTransform ofData =
        new NameTransform(
            HeaderField.NAME,
            transform.versions() == NameTransform.Versions.CUT
                ? NameTransform.Versions.CUT
                : NameTransform.Versions.KEPT,
            transform.anyCase(),
            "",
            transform.dataPrefix());
    return keys.computeIfAbsent(ofData, this::keys);
  }

  private Map<String, Integer> keys(NameTransform transform) {
    Map<String, Integer> genes = HashMap.newHashMap(data.size());
    for (int gene = 0; gene < data.size(); gene++) {
      genes.putIfAbsent(transform.keyOfData(data.get(gene)), gene);
    }
    return genes;
  }
}
