package org.samap.cli.finished;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.samap.cli.terminal.Durations;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.Expansion;
import org.samap.core.mapping.AgreementParams;
import org.samap.core.mapping.MappingParams;
import org.samap.core.mapping.NeighborhoodParams;
import org.samap.core.mapping.SearchSpace;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.InputException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The {@code run.json} of a finished run: what is needed to repeat its mapping, and what that
 * takes. It is read as YAML, which all JSON is.
 */
public final class RunJson {
  private final Path file;
  private final Object content;

  private RunJson(Path file, Object content) {
    this.file = file;
    this.content = content;
  }

  /**
   * @param folder the folder of the run
   * @throws InputException if it has no such file, or it is not readable as JSON
   */
  public static RunJson read(Path folder) {
    Path file = folder.resolve("run.json");
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "%s: is missing, so the mapping cannot be repeated as it was; copy the folder of the run as a whole, or repeat the run"
              .formatted(file));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new RunJson(file, new Load(LoadSettings.builder().build()).loadFromInputStream(in));
    } catch (IOException | YamlEngineException | StackOverflowError e) {
      throw wrong(file, "it is not valid JSON", e);
    }
  }

  private static InputException wrong(Path file, String why, Throwable cause) {
    return new InputException(
        "%s: does not tell the parameters of the mapping (%s); repeat the run".formatted(file, why),
        cause);
  }

  /**
   * The parameters of the mapping.
   *
   * @throws InputException if one is missing or cannot be used
   */
  public MappingParams mapping() {
    try {
      Object mapping = part(part(content, "parameters"), "mapping");
      Object rounds = part(mapping, "rounds");
      Object search = part(mapping, "search");
      Object edges = part(mapping, "edges");
      Object agreement = part(mapping, "agreement");
      return new MappingParams(
          new MappingParams.Rounds(whole(rounds, "iterations"), yes(rounds, "jointWeights")),
          new MappingParams.Search(
              whole(search, "crossK"),
              word(search, "space", SearchSpace.class),
              word(search, "method", SearchMethod.class),
              ((Number) part(search, "seed")).longValue()),
          neighborhood(part(mapping, "neighborhood")),
          new MappingParams.Edges(yes(edges, "pairwise"), yes(edges, "rescale")),
          new AgreementParams(
              word(agreement, "mode", EdgeMode.class),
              ((Number) part(agreement, "threshold")).doubleValue(),
              yes(agreement, "scaleByWeights")));
    } catch (ClassCastException | IllegalArgumentException e) {
      throw wrong(file, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * What the mapping took in the run.
   *
   * @param seconds of its preparation and iterations together
   * @param peakBytes the most memory that the program had in use until the end of it
   * @param threads how many worked on it
   */
  public record MappingCost(double seconds, long peakBytes, int threads) {

    /** What some mappings of parts of the data take, in words. */
    public String times(int mappings, double share, int threadsNow) {
      double factor = (double) threads / threadsNow * mappings * share;
      return "about %s and %d MB of memory"
          .formatted(Durations.of(Math.max(1, seconds * factor)), Math.ceilDiv(peakBytes, 1 << 20));
    }
  }

  /**
   * What the mapping took.
   *
   * @throws InputException if the file does not tell
   */
  public MappingCost cost() {
    try {
      Object execution = part(content, "execution");
      double seconds = 0;
      long peak = 0;
      for (Object phase : (List<?>) part(execution, "phases")) {
        if (((String) part(phase, "name")).startsWith("map, ")) {
          seconds += ((Number) part(phase, "seconds")).doubleValue();
          peak = Math.max(peak, ((Number) part(phase, "peakBytes")).longValue());
        }
      }
      return new MappingCost(seconds, peak, Math.max(1, whole(execution, "threads")));
    } catch (ClassCastException e) {
      throw wrong(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static NeighborhoodParams neighborhood(Object of) {
    Object hops = part(of, "hops");
    Map<String, Integer> ofSpecies = new HashMap<>();
    ((Map<?, ?>) part(hops, "of"))
        .forEach((id, n) -> ofSpecies.put(String.valueOf(id), ((Number) n).intValue()));
    Set<String> sameCluster = new HashSet<>();
    ((List<?>) part(of, "sameCluster")).forEach(id -> sameCluster.add(String.valueOf(id)));
    return new NeighborhoodParams(
        new NeighborhoodParams.Hops(whole(hops, "general"), ofSpecies),
        word(of, "expansion", Expansion.class),
        yes(of, "excludeSelf"),
        sameCluster,
        whole(of, "most"));
  }

  private static <E extends Enum<E>> E word(Object map, String key, Class<E> type) {
    return Enum.valueOf(type, ((String) part(map, key)).toUpperCase(Locale.ROOT));
  }

  private static boolean yes(Object map, String key) {
    return (Boolean) part(map, key);
  }

  private static int whole(Object map, String key) {
    return (Integer) part(map, key);
  }

  private static Object part(Object map, String key) {
    Object value = map instanceof Map<?, ?> m ? m.get(key) : null;
    if (value == null) {
      throw new ClassCastException("it has no " + key);
    }
    return value;
  }
}
