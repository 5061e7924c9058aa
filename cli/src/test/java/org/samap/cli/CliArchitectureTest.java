package org.samap.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class CliArchitectureTest {
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
            .because("commands print through their session and end with a status");
    streams.check(CLASSES);
    assertThat(streams.evaluate(new ClassFileImporter().importClasses(Wrong.class)).hasViolation())
        .isTrue();
  }

  /** Ends the process. */
  @SuppressWarnings("unused")
  private static final class Wrong {
    void end() {
      System.exit(1);
    }
  }
}
