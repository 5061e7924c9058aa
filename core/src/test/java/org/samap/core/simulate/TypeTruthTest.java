package org.samap.core.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.pipeline.LinkedSpeciesFiles;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;
import org.samap.core.simulate.TypeTruth.Kind;

class TypeTruthTest {
  private static final int LEAST = 5;

  /** Eight shared types in lineages of three; the first species has a sibling and a private one. */
  private static final Simulation SIMULATION =
      Simulation.of(SimulationParams.of(List.of("aa", "bb"), 300, 1).withFamilies(200));

  private final LinkedSpecies data;

  TypeTruthTest(@TempDir Path folder) {
    try (Workers workers = Workers.of(1)) {
      data = LinkedSpeciesFiles.simulated(SIMULATION, folder, workers);
    }
  }

  @Test
  void tellsWhatWasPlanted() {
    TypeTruth truth = truth(data);
    for (CellType type : SIMULATION.species().getFirst().types()) {
      assertThat(truth.kind("aa", type.name(), "bb").name()).isEqualTo(type.kind().name());
    }
    assertThat(truth.kind("bb", "type0", "aa")).isEqualTo(Kind.SHARED);
    assertThat(truth.same("aa", "type0", "bb", "type0")).isTrue();
    assertThat(truth.same("aa", "type0", "bb", "type1")).isFalse();
  }

  @Test
  void tellsATypeThatHasLostItsCounterpart() {
    TypeTruth truth = truth(without("bb", "type1"));
    assertThat(truth.kind("aa", "type1", "bb")).isEqualTo(Kind.LOST);
    assertThat(truth.kind("aa", "type0", "bb")).isEqualTo(Kind.SHARED);
  }

  @Test
  void tellsRelativesThatHaveBothLostTheirs() {
    TypeTruth truth =
        truth(
            Stress.all(
                List.of(
                    new Stress.WithoutTypes("aa", Set.of("type4")),
                    new Stress.WithoutTypes("bb", Set.of("type3"))),
                data,
                0));
    assertThat(truth.kind("aa", "type3", "bb")).isEqualTo(Kind.BOTH_LOST);
    assertThat(truth.kind("bb", "type4", "aa")).isEqualTo(Kind.BOTH_LOST);
    assertThat(truth.kind("aa", "type5", "bb")).isEqualTo(Kind.SHARED);
  }

  @Test
  void callsATypePrivateThatHasLostAllRelatives() {
    assertThat(truth(without("bb", "type6", "type7")).kind("aa", "type6", "bb"))
        .isEqualTo(Kind.PRIVATE);
  }

  @Test
  void judgesNoTypeOfVeryFewCells() {
    LinkedSpecies few = new Stress.Imbalance("aa", Set.of("type2"), 0.97).on(data, 0);
    TypeTruth truth = truth(few);
    String rare =
        few.of("aa").labels().stream().filter(l -> !l.equals("type2")).findFirst().orElseThrow();
    assertThat(truth.kind("aa", rare, "bb")).isEqualTo(Kind.FEW);
    assertThat(truth.kind("aa", "type2", "bb")).isEqualTo(Kind.SHARED);
  }

  @Test
  void refusesLabelsOfNoOrigin() {
    assertThatThrownBy(() -> TypeTruth.of(Map.of(), data, data, LEAST))
        .isInstanceOf(InputException.class)
        .hasMessageMatching("nothing says what the type '.*' of aa is");
    assertThatThrownBy(() -> truth(data).kind("aa", "none", "bb"))
        .isInstanceOf(InputException.class)
        .hasMessage("aa has no type 'none'");
  }

  private LinkedSpecies without(String species, String... types) {
    return new Stress.WithoutTypes(species, Set.of(types)).on(data, 0);
  }

  private TypeTruth truth(LinkedSpecies now) {
    return TypeTruth.of(TypeOrigin.of(SIMULATION), data, now, LEAST);
  }
}
