package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.confidence.MatchConfidence;
import org.samap.core.golden.Golden;
import org.samap.core.run.Workers;

/** Mouse granulocytes, of which the human blood holds none, map to human monocytes all the same. */
@Tag("slow")
class ImmuneConfidenceTest {
  @TempDir private Path folder;

  @Test
  void granulocytesHaveLessConfidenceThanTypesWithACounterpart() {
    Path immune = Golden.shared("data/immune");
    LabelSource types = new LabelSource.Column("cell_type");
    List<SpeciesInput> species =
        List.of(
            SpeciesInput.of("hs", immune.resolve("human_pbmc3k.h5ad")).withLabels(types),
            SpeciesInput.of("mm", immune.resolve("mouse_tm_immune_actinn.h5ad")).withLabels(types));
    try (Workers workers = Workers.ofAllProcessors()) {
      LeftAloneRun.map(species, immune.resolve("maps"), folder, workers);
      MatchConfidence found = MatchConfidences.of(folder, workers);
      MatchConfidence.Match forced = best(found, "mm_Granulocyte");
      assertThat(found.labels().nodes().get(forced.nodeA()).name()).isEqualTo("hs_CD14+ Mono");
      assertThat(forced.score()).isGreaterThan(0.7);
      assertThat(forced.verdict()).isEqualTo(MatchConfidence.Verdict.FORCED);
      for (String node : List.of("mm_B cell", "mm_T cell", "mm_NK cell", "mm_Monocyte")) {
        assertThat(best(found, node).verdict()).as(node).isEqualTo(MatchConfidence.Verdict.REAL);
      }
    }
  }

  /** The match of a mouse type with the largest confidence. */
  private static MatchConfidence.Match best(MatchConfidence found, String node) {
    return found.matches().stream()
        .filter(m -> found.labels().nodes().get(m.nodeB()).name().equals(node))
        .findFirst()
        .orElseThrow();
  }
}
