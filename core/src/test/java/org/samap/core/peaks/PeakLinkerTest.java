package org.samap.core.peaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.formats.GeneNames;
import org.samap.core.genome.GeneModel;
import org.samap.core.genome.GeneModels;
import org.samap.core.genome.Place;
import org.samap.core.genome.Span;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Warnings;

class PeakLinkerTest {
  private static GeneModels genes(Place... places) {
    List<GeneModel> genes = new ArrayList<>();
    for (Place place : places) {
      genes.add(new GeneModel("g" + genes.size(), "", "", place, List.of()));
    }
    return new GeneModels(Path.of("genes.gtf"), genes, 0);
  }

  private static Peaks peaks(String... names) {
    return Peaks.of("atac", DataFrame.of(List.of(names)), Progress.silent());
  }

  private static FeatureLinks link(Peaks peaks, GeneModels genes, LinkRule rule, Progress told) {
    return PeakLinker.link(peaks, genes, rule, GeneNames.IDS, told);
  }

  private static double weight(FeatureLinks links, int feature, int gene) {
    for (int p = links.weights().offset(feature); p < links.weights().offset(feature + 1); p++) {
      if (links.weights().index(p) == gene) {
        return links.weights().value(p);
      }
    }
    return 0;
  }

  @Test
  void aGeneTakesThePeaksOfItsBodyAndOfThePromoterBeforeIt() {
    GeneModels genes =
        genes(
            new Place("1", new Span(10_000, 20_000), true),
            new Place("1", new Span(30_000, 40_000), false));
    FeatureLinks links =
        link(
            peaks(
                "1:7900-8001", // its last base is the first of the promoter
                "1:7900-8000",
                "1:19999-20100",
                "1:20000-20100",
                "1:41999-42100",
                "1:29900-30000"),
            genes,
            new LinkRule.Body(2000, 0),
            Progress.silent());
    assertThat(IntStream.range(0, 6).mapToDouble(f -> weight(links, f, 0)))
        .containsExactly(1.0, 0.0, 1.0, 0.0, 0.0, 0.0);
    assertThat(IntStream.range(0, 6).mapToDouble(f -> weight(links, f, 1)))
        .containsExactly(0.0, 0.0, 0.0, 0.0, 1.0, 0.0);
  }

  @Test
  void weightsFallWithTheDistanceFromTheStartOfTheGene() {
    GeneModels genes = genes(new Place("1", new Span(90_000, 100_001), false));
    Peaks peaks = peaks("1:99900-100100", "1:109900-110100", "1:79900-80100", "1:250000-250200");
    FeatureLinks exponential =
        link(peaks, genes, new LinkRule.Exponential(10_000, 150_000), Progress.silent());
    assertThat(IntStream.range(0, 4).mapToDouble(f -> weight(exponential, f, 0)))
        .containsExactly(1.0, 0.5, 0.25, 0.0);
    FeatureLinks power =
        link(peaks, genes, new LinkRule.Power(1.5, 5_000, 150_000), Progress.silent());
    assertThat(weight(power, 0, 0)).isEqualTo(1);
    assertThat(weight(power, 1, 0)).isCloseTo(Math.pow(2, -1.5), within(1e-7));
    assertThat(weight(power, 2, 0)).isCloseTo(0.125, within(1e-7));
  }

  static Stream<LinkRule> rules() {
    return Stream.of(
        new LinkRule.Body(2000, 500),
        new LinkRule.Exponential(1000, 15_000),
        new LinkRule.Power(1.024, 5_000, 20_000));
  }

  /** Every peak with every gene, by the definition. */
  @ParameterizedTest
  @MethodSource("rules")
  void findsEveryLinkOfAnyPeakAndGene(LinkRule rule) {
    RandomStream random = RandomStream.of(1, "places", 0);
    String[] names = new String[400];
    for (int p = 0; p < names.length; p++) {
      int start = random.nextInt(200_000);
      names[p] =
          "chr%d:%d-%d".formatted(random.nextInt(3), start, start + 1 + random.nextInt(3000));
    }
    Place[] places = new Place[60];
    for (int g = 0; g < places.length; g++) {
      int start = random.nextInt(200_000);
      places[g] =
          new Place(
              "" + random.nextInt(3),
              new Span(start, start + 1 + random.nextInt(20_000)),
              random.nextInt(2) == 0);
    }
    Peaks peaks = peaks(names);
    FeatureLinks links = link(peaks, genes(places), rule, Progress.silent());
    int found = 0;
    for (Peak peak : peaks.all()) {
      for (int g = 0; g < places.length; g++) {
        boolean near =
            peak.chromosome().equals("chr" + places[g].chromosome())
                && peak.span().touches(rule.reach(places[g]));
        double expected = near ? (float) rule.weight(peak.span(), places[g]) : 0;
        assertThat(weight(links, peak.feature(), g)).isEqualTo(expected);
        found += expected > 0 ? 1 : 0;
      }
    }
    assertThat(links.weights().entries()).isEqualTo(found).isGreaterThan(100);
  }

  @Test
  void tellsWhichChromosomesTheAnnotationLacks() {
    Warnings warnings = new Warnings(new ArrayList<>());
    FeatureLinks links =
        link(
            peaks("chr1:100-200", "chrUn_5:1-9", "chrUn_5:20-29"),
            genes(new Place("1", new Span(0, 1000), true)),
            new LinkRule.Body(0, 0),
            warnings);
    assertThat(links.weights().entries()).isEqualTo(1);
    assertThat(warnings.said())
        .containsExactly(
            "2 peaks lie on chromosomes that genes.gtf has no genes of (chrUn_5); they have no"
                + " links");
  }

  @Test
  void refusesAnotherGenome() {
    GeneModels genes = genes(new Place("NC_000001.11", new Span(0, 1000), true));
    assertThatThrownBy(
            () -> link(peaks("chr1:5-9"), genes, new LinkRule.Body(0, 0), Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the peaks have chr1, the annotation NC_000001.11");
  }

  @Test
  void refusesPeaksThatAreAllFarFromGenes() {
    GeneModels genes = genes(new Place("1", new Span(0, 1000), true));
    assertThatThrownBy(
            () -> link(peaks("chr1:5000-9000"), genes, new LinkRule.Body(0, 0), Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no peak lies near a gene of genes.gtf");
  }

  @Test
  void refusesDistancesThatAreNone() {
    assertThatThrownBy(() -> new LinkRule.Body(-1, 0)).hasMessageContaining("upstream is -1");
    assertThatThrownBy(() -> new LinkRule.Exponential(0, 1)).hasMessageContaining("decay is 0");
    assertThatThrownBy(() -> new LinkRule.Power(1, 1, 0)).hasMessageContaining("window is 0");
    assertThatThrownBy(() -> new LinkRule.Power(0, 1, 1)).hasMessageContaining("exponent is 0");
  }
}
