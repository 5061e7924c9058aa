package org.samap.report;

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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rooms of the report, and what none of its classes may do. */
class ReportArchitectureTest {
  private static final String REPORT = "org.samap.report";
  private static final int MOST_FILES = 40;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(REPORT);

  @Test
  void theDataKnowNothingOfWhatShowsThem() {
    knowsOnlyItself("data").check(CLASSES);
    assertThat(knowsOnlyItself("page").evaluate(CLASSES).hasViolation()).isTrue();
  }

  private static ArchRule knowsOnlyItself(String room) {
    String own = REPORT + "." + room + "..";
    return noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(REPORT + "..")
                .and(JavaClass.Predicates.resideOutsideOfPackage(own)));
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("org.samap.report.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingIsPrinted() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }

  @Test
  void everyRoomCanBeTakenInAtAGlance() {
    Map<String, Long> files =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .collect(groupingBy(JavaClass::getPackageName, counting()));
    assertThat(files).isNotEmpty();
    assertThat(files.values()).allMatch(count -> count <= MOST_FILES);
  }
}
