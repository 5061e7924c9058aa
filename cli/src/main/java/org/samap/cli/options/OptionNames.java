package org.samap.cli.options;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.samap.core.run.InputException;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The library's parameters as the options that set them: {@code cross_k} is {@code --cross-k}, and
 * a few have options of other names.
 */
public final class OptionNames {
  private static final Map<String, List<String>> OTHERS =
      Map.of(
          "npcs", List.of("--sam-npcs"),
          "components", List.of("--npcs"),
          "min_weight", List.of("--w"),
          "min_fraction", List.of("--fraction"),
          "max_p", List.of("--p", "--marker-p"));

  private OptionNames() {}

  /** The message of a mistake, with the parameter that it is about as an option of a command. */
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

  /** The options that may set a parameter, the likeliest first. */
  private static Stream<String> option(String parameter, CommandSpec command) {
    return Stream.concat(
            OTHERS.getOrDefault(parameter, List.of()).stream(),
            Stream.of("--" + parameter.replace('_', '-')))
        .filter(option -> command.findOption(option) != null);
  }
}
