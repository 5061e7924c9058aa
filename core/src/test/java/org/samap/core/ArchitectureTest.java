package org.samap.core;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.samap.core.engine.EngineProvider;
import org.samap.core.engine.Engines;
import org.samap.core.linalg.MultipliesOnThreads;
import org.samap.core.run.Workers;
import org.samap.core.sam.TakesThreads;

/** The layers of the core, and what none of its classes may do. */
class ArchitectureTest {
  private static final String CORE = "org.samap.core.";

  /**
   * From the bottom to the top; a package may use those of its own layer and of lower ones. One
   * that is not named is where the package around it is.
   */
  private static final List<Set<String>> LAYERS =
      List.of(
          Set.of("run"),
          Set.of("io", "matrix", "simd"),
          Set.of("expression", "linalg", "neighbors"),
          Set.of("anndata", "annotation", "cluster", "embed", "homology", "simulate"),
          Set.of("genome", "harmony"),
          Set.of("peaks"),
          Set.of("engine", "engine.cpu"),
          Set.of("sam"),
          Set.of("mapping"),
          Set.of("analysis", "analysis.statistics"),
          Set.of("analysis.scores"),
          Set.of("analysis.genes"),
          Set.of("analysis.confidence", "analysis.evolution"),
          Set.of("pipeline"));

  /** What one can take in at a glance. */
  private static final int MOST_FILES = 40;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.samap.core");

  private static final ArchRule ONLY_RANDOM_STREAMS =
      noClasses()
          .should()
          .dependOnClassesThat(
              belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class))
          .orShould()
          .callMethod(Math.class, "random")
          .because("random numbers come from RandomStream, keyed by seed, purpose and index");

  private static final ArchRule NO_COMMON_POOL =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(assignableTo(Arrays.class))).and(target(nameStartingWith("parallel"))))
          .orShould()
          .callMethodWhere(target(name("parallel")).or(target(name("parallelStream"))))
          .because("the number of threads is that of the Workers");

  private static final ArchRule NO_JAVA_SERIALIZATION =
      noClasses()
          .should()
          .dependOnClassesThat(belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class));

  /** What the CPU does, and what reads, writes and asks afterwards: these share work out. */
  private static final String[] USERS_OF_THREADS =
      Stream.of(
              "run",
              "expression",
              "neighbors",
              "anndata",
              "cluster",
              "embed",
              "harmony",
              "homology",
              "peaks",
              "simulate",
              "engine.cpu",
              "analysis",
              "pipeline")
          .map(room -> CORE + room + "..")
          .toArray(String[]::new);

  private static final ArchRule THREADS_BEHIND_THE_ENGINE =
      noClasses()
          .that()
          .resideOutsideOfPackages(USERS_OF_THREADS)
          .and()
          .doNotBelongToAnyOf(EngineProvider.class, Engines.class)
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Workers.class)
          .because("the algorithm and its algebra reach threads through Engine alone");

  private static final Set<String> PROCESSORS_OWN =
      Set.of("log", "log10", "log1p", "exp", "expm1", "pow", "tanh", "sin", "cos", "cbrt");

  private static final ArchRule LOGARITHMS_OF_STRICT_MATH =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(type(Math.class)))
                  .and(
                      DescribedPredicate.describe(
                          "differs between processors",
                          call -> PROCESSORS_OWN.contains(call.getTarget().getName()))))
          .because("results are the same bits on every processor: StrictMath");

  private static final ArchRule NO_COMMAND_LINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.samap.cli..", "picocli..", "org.snakeyaml..");

  private static final Pattern OPTION_IN_TEXT = Pattern.compile("\"[^\"\n]*--[a-z]");

  @Test
  void dependsDownwardsOnly() {
    dependDownwardsIn(LAYERS).check(CLASSES);
  }

  @Test
  void hasNoCycles() {
    noCyclesIn(CORE).check(CLASSES);
  }

  @Test
  void noticesACycleBetweenAPackageAndOneInsideIt() {
    JavaClasses cycle =
        new ClassFileImporter().importClasses(Collection.class, Stream.class, Comparator.class);
    assertThat(noCyclesIn("java.").evaluate(cycle).hasViolation()).isTrue();
  }

  @Test
  void hasPackagesOfFewFiles() {
    packagesOfAtMost(MOST_FILES).check(CLASSES);
  }

  @Test
  void noticesAPackageOfTooManyFiles() {
    JavaClasses three =
        new ClassFileImporter().importClasses(Collection.class, Comparator.class, Map.Entry.class);
    assertThat(packagesOfAtMost(2).evaluate(three).hasViolation()).isFalse();
    assertThat(packagesOfAtMost(1).evaluate(three).hasViolation()).isTrue();
  }

  @Test
  void reachesThreadsThroughTheEngineAlone() {
    THREADS_BEHIND_THE_ENGINE.check(CLASSES);
  }

  @Test
  void noticesAnAlgorithmThatTakesThreadsForItself() {
    for (Class<?> wrong : List.of(TakesThreads.class, MultipliesOnThreads.class)) {
      JavaClasses imported = new ClassFileImporter().importClasses(wrong);
      assertThat(THREADS_BEHIND_THE_ENGINE.evaluate(imported).hasViolation()).isTrue();
    }
  }

  @Test
  void takesLogarithmsThatAreTheSameOnEveryProcessor() {
    LOGARITHMS_OF_STRICT_MATH.check(CLASSES);
  }

  @Test
  void knowsNoCommandLine() {
    NO_COMMAND_LINE.check(CLASSES);
  }

  /**
   * Messages name parameters; what options are called is the command line's matter. The command
   * lines of search programs are not messages.
   */
  @Test
  void namesNoOption() throws IOException {
    assertThat(OPTION_IN_TEXT.matcher("throw new InputException(\"give --cross-k 3\");").find())
        .isTrue();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("homology/search/SearchEngine.java"))
              .toList();
      assertThat(sources).hasSizeGreaterThan(100);
      for (Path source : sources) {
        assertThat(Files.readString(source))
            .as(source.toString())
            .doesNotContainPattern(OPTION_IN_TEXT);
      }
    }
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
  void leavesThreadsToTheWorkers() {
    NO_COMMON_POOL.check(CLASSES);
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
                NO_COMMON_POOL.evaluate(wrong),
                LOGARITHMS_OF_STRICT_MATH.evaluate(wrong),
                NO_JAVA_SERIALIZATION.evaluate(wrong)))
        .allSatisfy(result -> assertThat(result.hasViolation()).isTrue());
  }

  /** Each package is a slice of its own, apart from those inside it. */
  private static ArchRule noCyclesIn(String root) {
    return slices().matching(root + "(**)").should().beFreeOfCycles();
  }

  private static ArchRule packagesOfAtMost(int files) {
    return ArchRuleDefinition.classes()
        .should(
            new ArchCondition<JavaClass>("be in a package of at most " + files + " files") {
              private Map<String, Long> filesOf = Map.of();

              @Override
              public void init(Collection<JavaClass> all) {
                filesOf =
                    all.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .collect(
                            Collectors.groupingBy(
                                JavaClass::getPackageName, Collectors.counting()));
              }

              @Override
              public void check(JavaClass c, ConditionEvents events) {
                String name = c.getPackageName();
                long found = filesOf.getOrDefault(name, 0L);
                if (found > files) {
                  events.add(
                      SimpleConditionEvent.violated(
                          c, "%s is one of %d files".formatted(c.getName(), found)));
                }
              }
            });
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
    String room = c.getPackageName().substring(CORE.length());
    while (!room.isEmpty()) {
      for (int layer = 0; layer < layers.size(); layer++) {
        if (layers.get(layer).contains(room)) {
          return layer;
        }
      }
      room = room.substring(0, Math.max(0, room.lastIndexOf('.')));
    }
    return layers.size();
  }

  /** Does everything that a class of the core may not do. */
  @SuppressWarnings("unused")
  private static final class Wrong {
    double logarithm() {
      return Math.log(2);
    }

    void print() {
      System.out.println(new Random(0).nextInt());
    }

    void sort(int[] values) {
      Arrays.parallelSort(values);
    }

    void serialize() throws IOException {
      new ObjectOutputStream(new ByteArrayOutputStream()).close();
    }
  }
}
