package org.samap.cli.options;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.samap.core.run.InputException;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Translates parameters of the library to the options that set them: {@code cross_k} is {@code
 * --cross-k}, and a few options have other names.
 */
public final class OptionNames {
  private static final Map<String, List<String>> OTHERS =
      Map.of(
          "npcs", List.of("--sam-npcs"),
          "components", List.of("--npcs"),
          "min_weight", List.of("--w"),
          "min_fraction", List.of("--fraction"),
          "max_p", List.of("--p", "--marker-p"),
          "max_q", List.of("--q"));

  private OptionNames() {}

  /** The message of a mistake, with the parameter replaced by the command's option. */
  public static String message(InputException mistake, CommandSpec command) {
    String message = String.valueOf(mistake.getMessage());
    String parameter = mistake.parameter();
    return parameter.isEmpty()
        ? message
        : option(parameter, command)
            .map(option -> message.replaceAll("\\b" + parameter + "\\b", option))
            .findFirst()
            .orElse(message);
  }

  /** The options that can set a parameter, the most likely one first. */
  private static Stream<String> option(String parameter, CommandSpec command) {
    return Stream.concat(
            OTHERS.getOrDefault(parameter, List.of()).stream(),
            Stream.of("--" + parameter.replace('_', '-')))
        .filter(option -> command.findOption(option) != null);
  }
}
