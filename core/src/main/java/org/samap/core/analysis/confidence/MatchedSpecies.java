package org.samap.core.analysis.confidence;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.run.Workers;

/**
 * What the data of two species could have shown, against which each of their matches is judged: the
 * largest agreement of any two types, and the smallest share of missing genes of any match.
 */
final class MatchedSpecies {
  /** An agreement this many standard errors above 0 is none of chance, however many types. */
  private static final double LEAST_BEST_Z = 4;

  /** Differences between shares of missing genes below this are noise. */
  private static final double MISSING_FLOOR = 0.05;

  /** A value in each resample. */
  private static final int VALUES = Resampled.GROUPS + 1;

  private final MappedGenes data;
  private final TypeProfiles profiles;
  private final BestLinks links;
  private final int[] groups;
  private final Optional<ProfileAgreement> agreement;
  private final int[] knownA;
  private final int[] knownB;

  /** The agreement that is largest for certain, less its error; empty if nothing agrees. */
  private final Optional<double[]> attainable;

  MatchedSpecies(
      MappedGenes data, TypeProfiles profiles, int speciesA, int speciesB, Workers workers) {
    this.data = data;
    this.profiles = profiles;
    this.links = BestLinks.of(data, speciesA, speciesB);
    this.groups = IntStream.of(links.from()).map(Resampled::group).toArray();
    int[] nodesA = withProfile(speciesA);
    int[] nodesB = withProfile(speciesB);
    this.agreement =
        nodesA.length < 2 || nodesB.length < 2 || links.size() < ProfileAgreement.LEAST_LINKS
            ? Optional.empty()
            : Optional.of(
                new ProfileAgreement(
                    profiles,
                    links,
                    new ProfileAgreement.Nodes(speciesA, nodesA),
                    new ProfileAgreement.Nodes(speciesB, nodesB),
                    workers));
    this.knownA = known(nodesA);
    this.knownB = known(nodesB);
    this.attainable = agreement.flatMap(this::attainable);
  }

  private int[] withProfile(int species) {
    return IntStream.range(0, profiles.sizes().length)
        .filter(n -> data.labels().speciesOf()[n] == species && profiles.has(n))
        .toArray();
  }

  private int[] known(int[] nodes) {
    return agreement.map(r -> IntStream.of(nodes).filter(r::knows).toArray()).orElse(new int[0]);
  }

  private Optional<double[]> attainable(ProfileAgreement found) {
    double best = 0;
    double bestZ = 0;
    Optional<double[]> values = Optional.empty();
    for (int a : knownA) {
      for (int b : knownB) {
        IntToDoubleFunction r = found.of(a, b);
        double error = Resampled.error(r);
        double certain = Math.min(1, r.applyAsDouble(0)) - 2 * error;
        bestZ = Math.max(bestZ, error > 0 ? r.applyAsDouble(0) / error : 0);
        if (certain > best) {
          best = certain;
          values = Optional.of(values(k -> Math.min(1, r.applyAsDouble(k)) - error));
        }
      }
    }
    return bestZ < LEAST_BEST_Z ? Optional.empty() : values;
  }

  private static double[] values(IntToDoubleFunction of) {
    return IntStream.range(0, VALUES).mapToDouble(of).toArray();
  }

  /** The genes of both nodes of a match that are missing in the other. */
  record Missing(MissingGenes a, MissingGenes b) {
    static final Missing UNKNOWN = new Missing(MissingGenes.NONE, MissingGenes.NONE);

    boolean known() {
      return a.known() || b.known();
    }

    /** The mean of both directions, or the one that is known. */
    double share(int resample) {
      return Stream.of(a, b)
          .filter(MissingGenes::known)
          .mapToDouble(m -> m.share(resample))
          .average()
          .orElseThrow();
    }
  }

  /** Finds the missing genes of every match; the first node is of the first species. */
  List<Missing> missing(List<GenePairs.NodePair> matches, Workers workers) {
    Missing[] found = new Missing[matches.size()];
    workers.forEach(
        found.length,
        i -> {
          int a = matches.get(i).a();
          int b = matches.get(i).b();
          found[i] =
              profiles.has(a) && profiles.has(b)
                  ? new Missing(
                      MissingGenes.of(profiles, a, b, links.from(), links.to(), groups),
                      MissingGenes.of(profiles, b, a, links.to(), links.from(), groups))
                  : Missing.UNKNOWN;
        });
    return List.of(found);
  }

  /** The smallest share of missing genes of any match; 0 if none is known. */
  double[] leastMissing(List<Missing> all) {
    return values(
        k -> all.stream().filter(Missing::known).mapToDouble(m -> m.share(k)).min().orElse(0));
  }

  /**
   * Judges a match.
   *
   * @param similarity that of the cells
   * @param least {@link #leastMissing}
   */
  MatchConfidence.Finding judge(
      GenePairs.NodePair match, double similarity, Missing missing, double[] least) {
    Optional<String> unknown = unknown(match);
    if (unknown.isPresent()) {
      return new MatchConfidence.Insufficient(unknown.get());
    }
    ProfileAgreement found = agreement.orElseThrow();
    double[] best = attainable.orElseThrow();
    double[] r = values(found.of(match.a(), match.b()));
    double[] agrees = values(k -> best[k] > 0 ? Math.clamp(r[k] / best[k], 0, 1) : 0);
    double[] prefers = preference(found, match, r);
    double[] keeps =
        values(
            k ->
                missing.known()
                    ? (least[k] + MISSING_FLOOR) / (missing.share(k) + MISSING_FLOOR)
                    : 1);
    double[] confidence =
        values(k -> Math.sqrt(Math.sqrt(similarity * agrees[k] * prefers[k] * keeps[k])));
    return new MatchConfidence.Evidence(
        similarity, agrees[0], prefers[0], keeps[0], r[0], Resampled.error(k -> confidence[k]));
  }

  /** The agreement divided by the largest of either node with a known node. */
  private double[] preference(ProfileAgreement found, GenePairs.NodePair match, double[] r) {
    double[] largest = new double[VALUES];
    Stream.concat(
            IntStream.of(knownB).mapToObj(b -> values(found.of(match.a(), b))),
            IntStream.of(knownA).mapToObj(a -> values(found.of(a, match.b()))))
        .forEach(rival -> Arrays.setAll(largest, k -> Math.max(largest[k], rival[k])));
    return values(k -> r[k] > 0 ? r[k] / largest[k] : 0);
  }

  /** Why nothing can be known about a match, if that is so. */
  private Optional<String> unknown(GenePairs.NodePair match) {
    for (int node : new int[] {match.a(), match.b()}) {
      if (!profiles.has(node)) {
        return Optional.of(
            "%s has fewer than %d cells".formatted(name(node), TypeProfiles.LEAST_CELLS));
      }
    }
    if (links.size() < ProfileAgreement.LEAST_LINKS) {
      return Optional.of("only %d genes have a homolog".formatted(links.size()));
    }
    if (agreement.isEmpty()) {
      return Optional.of("a species has no second type to compare with");
    }
    for (int node : new int[] {match.a(), match.b()}) {
      if (Arrays.binarySearch(knownA, node) < 0 && Arrays.binarySearch(knownB, node) < 0) {
        return Optional.of("what sets %s apart is lost in noise".formatted(name(node)));
      }
    }
    return attainable.isEmpty()
        ? Optional.of("no types of the two species agree")
        : Optional.empty();
  }

  private String name(int node) {
    return data.labels().nodes().get(node).name();
  }
}
