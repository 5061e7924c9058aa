package org.samap.core.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** The engines that are installed. */
public final class Engines {
  /** The kind that means: take the usable engine of highest rank. */
  public static final String AUTO = "auto";

  private Engines() {}

  /** The kinds that can be chosen, best first. */
  public static List<String> kinds() {
    return providers().stream().map(EngineProvider::kind).toList();
  }

  /**
   * Opens an engine and reports which one, and why, in one line.
   *
   * @param kind the kind of engine, or {@link #AUTO} for the best that this machine can use
   * @throws InputException if there is no such engine or this machine cannot use it
   */
  public static Engine open(String kind, Workers workers, Progress progress) {
    List<String> passedOver = new ArrayList<>();
    for (EngineProvider provider : providers()) {
      if (!kind.equals(AUTO) && !kind.equals(provider.kind())) {
        continue;
      }
      String why = provider.unusable().orElse("");
      if (why.isEmpty()) {
        Engine engine = provider.open(workers);
        progress.info("engine: " + engine.name() + reason(kind, passedOver));
        return engine;
      }
      if (!kind.equals(AUTO)) {
        throw new InputException(
            "the engine '%s' cannot be used: %s; choose another".formatted(kind, why));
      }
      passedOver.add(provider.kind() + ": " + why);
    }
    throw new InputException(
        "there is no engine '%s'; choose one of %s, %s"
            .formatted(kind, AUTO, String.join(", ", kinds())));
  }

  private static String reason(String kind, List<String> passedOver) {
    if (!kind.equals(AUTO)) {
      return ", as asked for";
    }
    return passedOver.isEmpty() ? "" : " (" + String.join("; ", passedOver) + ")";
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
