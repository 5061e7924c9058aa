package org.samap.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CliArchitectureTest {
  private static final int MOST_FILES = 40;

  /** From the bottom to the top; no room of a floor knows another of the same one. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("terminal"),
          List.of("options"),
          List.of("finished", "run"),
          List.of("bench.evidence"),
          List.of(
              "scores",
              "genes",
              "evolution",
              "inspect",
              "search",
              "features",
              "bench",
              "doctor",
              "report"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.samap.cli");

  @Test
  void onlyMainTouchesTheProcess() {
    ArchRule streams =
        noClasses()
            .that()
            .doNotBelongToAnyOf(Main.class)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .because("commands print through their context and end with a status");
    streams.check(CLASSES);
    assertThat(streams.evaluate(new ClassFileImporter().importClasses(Wrong.class)).hasViolation())
        .isTrue();
  }

  @Test
  void roomsDependDownwardsOnly() {
    downwards(FLOORS).check(CLASSES);
    assertThat(downwards(FLOORS.reversed()).evaluate(CLASSES).hasViolation()).isTrue();
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("org.samap.cli.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyRoomHasAFloorAndCanBeTakenInAtAGlance() {
    Map<String, Long> files =
        CLASSES.stream()
            .filter(c -> c.isTopLevelClass())
            .collect(groupingBy(c -> c.getPackageName(), counting()));
    List<String> rooms =
        FLOORS.stream().flatMap(List::stream).map(room -> "org.samap.cli." + room).toList();
    assertThat(files.keySet()).containsAll(rooms).hasSize(rooms.size() + 1);
    assertThat(files.values()).allMatch(count -> count <= MOST_FILES);
  }

  /** Who stands on a floor is used from above it only. */
  private static ArchRule downwards(List<List<String>> floors) {
    LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInLayers();
    List<String> above = new ArrayList<>(List.of("cli"));
    rooms =
        rooms
            .layer("cli")
            .definedBy("org.samap.cli")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();
    for (List<String> floor : floors.reversed()) {
      for (String room : floor) {
        rooms =
            rooms
                .layer(room)
                .definedBy("org.samap.cli." + room)
                .whereLayer(room)
                .mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
      }
      above.addAll(floor);
    }
    return rooms;
  }

  /** Ends the process. */
  @SuppressWarnings("unused")
  private static final class Wrong {
    void end() {
      System.exit(1);
    }
  }
}
