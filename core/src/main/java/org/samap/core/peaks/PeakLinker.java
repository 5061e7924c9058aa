package org.samap.core.peaks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.samap.core.anndata.formats.GeneNames;
import org.samap.core.genome.Chromosomes;
import org.samap.core.genome.GeneModel;
import org.samap.core.genome.GeneModels;
import org.samap.core.genome.Place;
import org.samap.core.genome.SortedSpans;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/**
 * Links peaks to genes by where they lie. Chromosomes match with or without {@code chr}; peaks on
 * chromosomes that the annotation lacks have no links, and are counted.
 */
public final class PeakLinker {
  private static final int EXAMPLES = 3;

  private PeakLinker() {}

  /**
   * O(peaks log peaks + links).
   *
   * @param progress is told what matches and what does not
   * @throws InputException if no peak lies on a chromosome of the annotation, or none has a link
   */
  public static FeatureLinks link(
      Peaks peaks, GeneModels genes, LinkRule rule, GeneNames naming, Progress progress) {
    Map<String, SortedSpans<Peak>> byChromosome = byChromosome(peaks, genes, progress);
    FeatureLinks.Builder links = FeatureLinks.builder(peaks.features(), genes.names(naming));
    for (int g = 0; g < genes.genes().size(); g++) {
      Place place = genes.genes().get(g).place();
      SortedSpans<Peak> near = byChromosome.get(Chromosomes.plain(place.chromosome()));
      if (near != null) {
        for (Peak peak : near.touching(rule.reach(place))) {
          links.add(peak.feature(), g, rule.weight(peak.span(), place));
        }
      }
    }
    FeatureLinks all = links.build();
    if (all.weights().entries() == 0) {
      throw new InputException(
          "no peak lies near a gene of %s; check that both are of one genome assembly, or look further from the genes"
              .formatted(genes.file()));
    }
    return all;
  }

  /**
   * The peaks of each chromosome by its plain name.
   *
   * @param progress is told which the annotation lacks
   * @throws InputException if it lacks all
   */
  static Map<String, SortedSpans<Peak>> byChromosome(
      Peaks peaks, GeneModels genes, Progress progress) {
    Map<String, List<Peak>> lists = new LinkedHashMap<>();
    for (Peak peak : peaks.all()) {
      lists.computeIfAbsent(Chromosomes.plain(peak.chromosome()), _ -> new ArrayList<>()).add(peak);
    }
    SequencedMap<String, SortedSpans<Peak>> sorted = new LinkedHashMap<>();
    lists.forEach((chromosome, list) -> sorted.put(chromosome, SortedSpans.of(list, Peak::span)));
    tell(sorted, genes, progress);
    return sorted;
  }

  private static void tell(
      SequencedMap<String, SortedSpans<Peak>> byChromosome, GeneModels genes, Progress progress) {
    Map<String, String> ofGenes = new LinkedHashMap<>(); // plain name to name
    for (GeneModel gene : genes.genes()) {
      ofGenes.putIfAbsent(Chromosomes.plain(gene.place().chromosome()), gene.place().chromosome());
    }
    List<String> unknown = new ArrayList<>();
    int lost = 0;
    Optional<String> renamed = Optional.empty();
    for (Map.Entry<String, SortedSpans<Peak>> entry : byChromosome.entrySet()) {
      String called = entry.getValue().all().getFirst().chromosome();
      String there = ofGenes.getOrDefault(entry.getKey(), "");
      if (there.isEmpty()) {
        unknown.add(called);
        lost += entry.getValue().all().size();
      } else if (!there.equals(called) && renamed.isEmpty()) {
        renamed =
            Optional.of(
                "chromosomes match by their plain names: %s is %s in %s"
                    .formatted(called, there, genes.file()));
      }
    }
    if (unknown.size() == byChromosome.size()) {
      throw new InputException(
          "no peak lies on a chromosome of %s: the peaks have %s, the annotation %s; take an annotation of the same genome"
              .formatted(genes.file(), examples(unknown), examples(ofGenes.values())));
    }
    renamed.ifPresent(progress::info);
    if (lost > 0) {
      progress.warn(
          "%d peaks lie on chromosomes that %s has no genes of (%s); they have no links"
              .formatted(lost, genes.file(), examples(unknown)));
    }
    if (genes.split() > 0) {
      progress.warn(
          "%s: %d genes have parts on several chromosomes or strands; the first counts"
              .formatted(genes.file(), genes.split()));
    }
  }

  private static String examples(Collection<String> names) {
    return String.join(", ", names.stream().limit(EXAMPLES).toList())
        + (names.size() > EXAMPLES ? ", ..." : "");
  }
}
