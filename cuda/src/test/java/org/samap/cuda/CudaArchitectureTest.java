package org.samap.cuda;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The rooms of the CUDA engine, and what none of its classes may do. */
class CudaArchitectureTest {
  private static final String CUDA = "org.samap.cuda";
  private static final String DRIVER = CUDA + ".driver..";
  private static final String DEVICE = CUDA + ".device..";
  private static final String EXPRESSION = CUDA + ".expression..";

  private static final int MOST_FILES = 40;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(CUDA);

  private static final ArchRule NATIVE_CODE_IN_THE_DRIVER_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackage(DRIVER)
          .should()
          .dependOnClassesThat(belongToAnyOf(Linker.class, SymbolLookup.class))
          .because("every call of the driver is checked in one room");

  @Test
  void theDriverKnowsNoOtherRoom() {
    noClasses()
        .that()
        .resideInAPackage(DRIVER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.samap.core..")
        .check(CLASSES);
    roomKnowsOnly(DRIVER, DRIVER).check(CLASSES);
    assertThat(roomKnowsOnly(DEVICE, DEVICE).evaluate(CLASSES).hasViolation()).isTrue();
  }

  @Test
  void theDeviceKnowsTheDriverAlone() {
    roomKnowsOnly(DEVICE, DEVICE, DRIVER).check(CLASSES);
  }

  @Test
  void roomsOfDifferentWorkKnowNothingOfEachOther() {
    List<String> work = List.of("svd", "products", "search", "mutual", "links", "layout");
    for (String room : work) {
      String own = CUDA + "." + room + "..";
      assertThat(CLASSES.that(JavaClass.Predicates.resideInAPackage(own))).isNotEmpty();
      roomKnowsOnly(own, own, EXPRESSION, DEVICE, DRIVER).check(CLASSES);
    }
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("org.samap.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyRoomCanBeTakenInAtAGlance() {
    Map<String, Long> files =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .collect(groupingBy(JavaClass::getPackageName, counting()));
    assertThat(files).containsKeys(CUDA, CUDA + ".driver", CUDA + ".device");
    assertThat(files.values()).allMatch(count -> count <= MOST_FILES);
  }

  @Test
  void onlyTheDriverCallsNativeCode() {
    NATIVE_CODE_IN_THE_DRIVER_ALONE.check(CLASSES);
    assertThat(NATIVE_CODE_IN_THE_DRIVER_ALONE.evaluate(imported(Wrong.class)).hasViolation())
        .isTrue();
  }

  @Test
  void knowsNoCommandLine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.samap.cli..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void printsNothing() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }

  @Test
  void drawsNoRandomNumbersOfItsOwn() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat(
                belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class));
    rule.check(CLASSES);
    assertThat(rule.evaluate(imported(Wrong.class)).hasViolation()).isTrue();
  }

  private static ArchRule roomKnowsOnly(String room, String... known) {
    return noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(CUDA + "..")
                .and(JavaClass.Predicates.resideOutsideOfPackages(known)));
  }

  private static JavaClasses imported(Class<?> type) {
    return new ClassFileImporter().importClasses(type);
  }

  /** Does what a class outside the driver may not do. */
  @SuppressWarnings("unused")
  private static final class Wrong {
    int find() {
      return new Random(Linker.nativeLinker().hashCode()).nextInt();
    }
  }
}
