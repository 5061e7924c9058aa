package org.samap.core.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * The engines that are installed. The property {@value #PROPERTY}, or else the environment variable
 * {@value #VARIABLE}, names the engine that is used where none is asked for: {@code cpu} switches
 * all others off.
 */
public final class Engines {
  /** The kind that means: take the engine of highest rank that this machine and the data suit. */
  public static final String AUTO = "auto";

  static final String PROPERTY = "samap.backend";
  static final String VARIABLE = "SAMAP_BACKEND";

  private Engines() {}

  /** The kinds that can be chosen, best first. */
  public static List<String> kinds() {
    return providers().stream().map(EngineProvider::kind).toList();
  }

  /** What can be chosen, as a message says it: {@code auto, cuda or cpu}. */
  public static String choices() {
    List<String> kinds = kinds();
    String last = kinds.getLast();
    return Stream.concat(Stream.of(AUTO), kinds.stream().limit(kinds.size() - 1L))
        .collect(Collectors.joining(", ", "", " or " + last));
  }

  /** The kind to use where none is asked for. It may not exist. */
  public static String usual() {
    String set = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
    return set.isBlank() ? AUTO : set.strip();
  }

  /** What this machine has for an engine, a line each. */
  public static List<String> findings(String kind) {
    return provider(kind, providers()).findings();
  }

  /**
   * What a run needs of the own memory of the engine that it would use.
   *
   * @param kind as for {@link #open}
   */
  public static Optional<EngineMemory> memory(String kind, EngineWork work) {
    List<EngineProvider> providers = providers();
    long cells = Math.round(work.cells());
    return kind.equals(AUTO)
        ? providers.stream()
            .filter(p -> p.isPresent() && whyNot(p, cells).isEmpty())
            .findFirst()
            .flatMap(p -> p.memory(work))
        : provider(kind, providers).memory(work);
  }

  /**
   * Fails if this machine cannot use an engine.
   *
   * @param kind the kind of engine; every machine can use {@link #AUTO}
   * @throws InputException if there is no such engine, or this machine cannot use it
   */
  public static void require(String kind) {
    if (!kind.equals(AUTO)) {
      usable(kind, providers());
    }
  }

  /**
   * Opens an engine and reports which one, and why, in one line.
   *
   * @param kind the kind of engine, or {@link #AUTO} for the best for this machine and the data
   * @param cells the number of cells of all data
   * @throws InputException if there is no such engine, or this machine cannot use it
   */
  public static Engine open(String kind, long cells, Workers workers, Progress progress) {
    return open(providers(), kind, cells, workers, progress);
  }

  static Engine open(
      List<EngineProvider> providers, String kind, long cells, Workers workers, Progress progress) {
    if (kind.equals(AUTO)) {
      return best(providers, cells, workers, progress);
    }
    Engine engine = opened(usable(kind, providers), workers);
    progress.info("engine: " + engine.name() + ", as asked for");
    return engine;
  }

  private static Engine opened(EngineProvider provider, Workers workers) {
    try {
      return provider.open(workers);
    } catch (InputException e) {
      String why = String.valueOf(e.getMessage());
      throw InputException.about("backend", unusable(provider.kind(), why), e);
    }
  }

  private static Engine best(
      List<EngineProvider> providers, long cells, Workers workers, Progress progress) {
    List<String> passedOver = new ArrayList<>();
    for (EngineProvider provider : providers) {
      if (provider.isPresent()) {
        String why = whyNot(provider, cells);
        if (why.isEmpty()) {
          try {
            Engine engine = provider.open(workers);
            progress.info("engine: " + engine.name() + reason(provider, cells, passedOver));
            return engine;
          } catch (InputException e) {
            why = String.valueOf(e.getMessage());
          }
        }
        passedOver.add(provider.kind() + ": " + why);
      }
    }
    throw new InputException("no engine can be used: " + String.join("; ", passedOver));
  }

  private static String whyNot(EngineProvider provider, long cells) {
    return cells < provider.leastCells() ? gain(provider, cells) : provider.unusable().orElse("");
  }

  private static String reason(EngineProvider taken, long cells, List<String> passedOver) {
    if (!passedOver.isEmpty()) {
      return " (" + String.join("; ", passedOver) + ")";
    }
    return taken.leastCells() == 0 ? "" : " (" + gain(taken, cells) + ")";
  }

  private static String gain(EngineProvider provider, long cells) {
    return String.format(
        Locale.ROOT,
        "faster from about %,d cells on, and these are %,d",
        provider.leastCells(),
        cells);
  }

  private static EngineProvider usable(String kind, List<EngineProvider> providers) {
    EngineProvider provider = provider(kind, providers);
    provider
        .unusable()
        .ifPresent(
            why -> {
              throw InputException.about("backend", unusable(kind, why));
            });
    return provider;
  }

  private static String unusable(String kind, String why) {
    return "the engine '%s' cannot be used: %s; choose another with backend".formatted(kind, why);
  }

  private static EngineProvider provider(String kind, List<EngineProvider> providers) {
    return providers.stream()
        .filter(p -> p.kind().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                InputException.about(
                    "backend",
                    "there is no engine '%s'; choose %s with backend or %s"
                        .formatted(kind, choices(), VARIABLE)));
  }

  private static List<EngineProvider> providers() {
    return ServiceLoader.load(EngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(
            Comparator.comparingInt((EngineProvider p) -> -p.rank())
                .thenComparing(EngineProvider::kind))
        .toList();
  }
}
