package org.samap.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The layers of the core, and what none of its classes may do. */
class ArchitectureTest {
  private static final String CORE = "org.samap.core.";

  /** From the bottom to the top; a package may use those of its own layer and of lower ones. */
  private static final List<Set<String>> LAYERS =
      List.of(
          Set.of("run"),
          Set.of("io", "matrix", "simd"),
          Set.of("expression", "linalg", "neighbors"),
          Set.of("anndata", "annotation", "cluster", "embed", "homology", "sam", "simulate"),
          Set.of("mapping"),
          Set.of("analysis"),
          Set.of("pipeline"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.samap.core");

  private static final ArchRule NO_CYCLES =
      slices().matching(CORE + "(*)..").should().beFreeOfCycles();

  private static final ArchRule ONLY_RANDOM_STREAMS =
      noClasses()
          .should()
          .dependOnClassesThat(
              belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class))
          .orShould()
          .callMethod(Math.class, "random")
          .because("random numbers come from RandomStream, keyed by seed, purpose and index");

  private static final ArchRule NO_JAVA_SERIALIZATION =
      noClasses()
          .should()
          .dependOnClassesThat(belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class));

  private static final ArchRule NO_COMMAND_LINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.samap.cli..", "picocli..", "org.snakeyaml..");

  @Test
  void dependsDownwardsOnly() {
    dependDownwardsIn(LAYERS).check(CLASSES);
  }

  @Test
  void hasNoCycles() {
    NO_CYCLES.check(CLASSES);
  }

  @Test
  void knowsNoCommandLine() {
    NO_COMMAND_LINE.check(CLASSES);
  }

  @Test
  void printsNothing() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }

  @Test
  void drawsRandomNumbersFromStreamsOnly() {
    ONLY_RANDOM_STREAMS.check(CLASSES);
  }

  @Test
  void keepsAwayFromJavaSerialization() {
    NO_JAVA_SERIALIZATION.check(CLASSES);
  }

  @Test
  void wouldNoticeAViolationOfAnyRule() {
    JavaClasses wrong = new ClassFileImporter().importClasses(Wrong.class);
    assertThat(
            List.of(
                dependDownwardsIn(LAYERS.reversed()).evaluate(CLASSES),
                dependDownwardsIn(LAYERS.subList(1, LAYERS.size())).evaluate(CLASSES),
                NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.evaluate(wrong),
                ONLY_RANDOM_STREAMS.evaluate(wrong),
                NO_JAVA_SERIALIZATION.evaluate(wrong)))
        .allSatisfy(result -> assertThat(result.hasViolation()).isTrue());
  }

  private static ArchRule dependDownwardsIn(List<Set<String>> layers) {
    return ArchRuleDefinition.classes()
        .that()
        .resideInAPackage(CORE + "(*)..")
        .should(
            new ArchCondition<JavaClass>("depend on their own and on lower layers only") {
              @Override
              public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                  JavaClass target = dependency.getTargetClass().getBaseComponentType();
                  if (target.getPackageName().startsWith(CORE)
                      && layerOf(target, layers) > layerOf(origin, layers)) {
                    events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
                  }
                }
                if (layerOf(origin, layers) == layers.size()) {
                  events.add(
                      SimpleConditionEvent.violated(
                          origin, origin.getName() + " is in a package that has no layer"));
                }
              }
            });
  }

  /** The number of the layer, or the number of layers if the package is in none. */
  private static int layerOf(JavaClass c, List<Set<String>> layers) {
    String name = c.getPackageName().substring(CORE.length()).replaceAll("\\..*", "");
    int layer = 0;
    while (layer < layers.size() && !layers.get(layer).contains(name)) {
      layer++;
    }
    return layer;
  }

  /** Does everything that a class of the core may not do. */
  @SuppressWarnings("unused")
  private static final class Wrong {
    void print() {
      System.out.println(new Random(0).nextInt());
    }

    void serialize() throws IOException {
      new ObjectOutputStream(new ByteArrayOutputStream()).close();
    }
  }
}
