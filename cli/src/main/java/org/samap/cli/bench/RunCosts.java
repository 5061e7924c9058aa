package org.samap.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.run.InputException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the cost of a run from its {@code run.json}, which is YAML as all JSON is. */
final class RunCosts {
  private RunCosts() {}

  /**
   * The phases, summed over all species and iterations, then the rest of the run, then the total.
   *
   * @param seconds wall time of the whole process
   */
  static List<PhaseCost> read(Path report, double seconds) {
    try (InputStream in = Files.newInputStream(report)) {
      Object content = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      return costs((Map<?, ?>) part(content, "execution"), seconds);
    } catch (IOException | ClassCastException e) {
      throw new InputException(report + ": is not the report of a run (" + e.getMessage() + ")", e);
    }
  }

  private static List<PhaseCost> costs(Map<?, ?> execution, double seconds) {
    Map<String, PhaseCost> phases = new LinkedHashMap<>();
    double inPhases = 0;
    double cpuInPhases = 0;
    for (Object item : (List<?>) part(execution, "phases")) {
      Map<?, ?> phase = (Map<?, ?>) item;
      String name = common((String) part(phase, "name"));
      PhaseCost cost =
          new PhaseCost(
              name,
              number(phase, "seconds"),
              number(phase, "cpuSeconds"),
              (long) number(phase, "peakBytes"));
      phases.merge(name, cost, PhaseCost::plus);
      inPhases += cost.seconds();
      cpuInPhases += cost.cpuSeconds();
    }
    double cpu = number(execution, "cpuSeconds");
    long peak = (long) number(execution, "peakBytes");
    List<PhaseCost> all = new ArrayList<>(phases.values());
    all.add(
        new PhaseCost(
            PhaseCost.OTHER,
            Math.max(0, seconds - inPhases),
            Math.max(0, cpu - cpuInPhases),
            peak));
    all.add(new PhaseCost(PhaseCost.TOTAL, seconds, cpu, peak));
    return all;
  }

  /** {@code map} for {@code map, iteration 2}, {@code read} for {@code aa: read}. */
  private static String common(String name) {
    return name.substring(name.indexOf(": ") < 0 ? 0 : name.indexOf(": ") + 2)
        .replaceAll(", (preparation|iteration \\d+)$", "");
  }

  private static double number(Map<?, ?> map, String key) {
    return ((Number) part(map, key)).doubleValue();
  }

  private static Object part(Object map, String key) {
    Object value = ((Map<?, ?>) map).get(key);
    if (value == null) {
      throw new ClassCastException("it has no " + key);
    }
    return value;
  }
}
