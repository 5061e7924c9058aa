package org.samap.cli.options;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.samap.core.analysis.genes.Enrichment;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.Expansion;
import org.samap.core.mapping.SearchSpace;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.sam.WeightMode;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How the text of an option becomes its value. */
public final class OptionParsing {
  private OptionParsing() {}

  /** Has options read in the same way on the command line and in a file. */
  public static CommandLine configure(CommandLine commandLine) {
    registerChoice(commandLine, Expansion.class);
    registerChoice(commandLine, SearchSpace.class);
    registerChoice(commandLine, EdgeMode.class);
    registerChoice(commandLine, SearchMethod.class);
    registerChoice(commandLine, WeightMode.class);
    registerChoice(commandLine, Enrichment.Background.class);
    return commandLine
        .registerConverter(Assignment.class, Assignment::parse)
        .setUsageHelpWidth(100)
        .setUsageHelpLongOptionsMaxWidth(34);
  }

  private static <E extends Enum<E>> void registerChoice(CommandLine commandLine, Class<E> type) {
    commandLine.registerConverter(
        type,
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(e -> nameOf(e).equals(text))
                .findFirst()
                .orElseThrow(
                    () ->
                        new TypeConversionException(
                            "'%s' is none of %s"
                                .formatted(
                                    text,
                                    Arrays.stream(type.getEnumConstants())
                                        .map(OptionParsing::nameOf)
                                        .collect(Collectors.joining(", "))))));
  }

  private static String nameOf(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
