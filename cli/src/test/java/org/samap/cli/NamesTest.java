package org.samap.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** One name, one meaning. */
class NamesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("tests.jar")) // those of core
          .importPackages("org.samap");

  @Test
  void noTwoTypesHaveOneName() {
    Map<String, Long> types =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.equals("package-info"))
            .collect(groupingBy(name -> name, TreeMap::new, counting()));
    assertThat(types).hasSizeGreaterThan(300).containsKeys("Samap", "Cli");
    Set<String> twice = new TreeSet<>();
    types.forEach(
        (name, count) -> {
          if (count > 1) {
            twice.add(name);
          }
        });
    assertThat(twice).isEmpty();
  }
}
