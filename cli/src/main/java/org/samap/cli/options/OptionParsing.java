package org.samap.cli.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.samap.core.analysis.genes.Enrichment;
import org.samap.core.anndata.counts.GeneJoin;
import org.samap.core.anndata.formats.GeneNames;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.Expansion;
import org.samap.core.homology.graph.Hsps;
import org.samap.core.homology.graph.NameFix;
import org.samap.core.mapping.SearchSpace;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.InputException;
import org.samap.core.sam.Scaling;
import org.samap.core.sam.SumNorm;
import org.samap.core.sam.Transform;
import org.samap.core.sam.WeightMode;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.TypeConversionException;

/** Turns the text of an option into its value. */
public final class OptionParsing {
  private OptionParsing() {}

  /** Configures a parser; the command line and a file of options use the same one. */
  public static CommandLine configure(CommandLine commandLine) {
    registerChoice(commandLine, Expansion.class);
    registerChoice(commandLine, SearchSpace.class);
    registerChoice(commandLine, EdgeMode.class);
    registerChoice(commandLine, SearchMethod.class);
    registerChoice(commandLine, WeightMode.class);
    registerChoice(commandLine, Enrichment.Background.class);
    registerChoice(commandLine, Enrichment.Count.class);
    registerChoice(commandLine, Transform.class);
    registerChoice(commandLine, Scaling.class);
    registerChoice(commandLine, Metric.class);
    registerChoice(commandLine, GeneNames.class);
    registerChoice(commandLine, GeneJoin.class);
    registerChoice(commandLine, Hsps.class);
    registerChoice(commandLine, NameFix.class);
    return commandLine
        .registerConverter(Assignment.class, Assignment::parse)
        .registerConverter(SumNorm.class, OptionParsing::sumNorm)
        .setDefaultValueProvider(OptionParsing::shownDefault)
        .setUsageHelpWidth(100)
        .setUsageHelpLongOptionsMaxWidth(34);
  }

  private static <E extends Enum<E>> void registerChoice(CommandLine commandLine, Class<E> type) {
    commandLine.registerConverter(
        type,
        text ->
            choice(type, text)
                .orElseThrow(
                    () ->
                        new TypeConversionException(
                            "'%s' is not one of %s"
                                .formatted(text, String.join(", ", choices(type))))));
  }

  static <E extends Enum<E>> Optional<E> choice(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants()).filter(e -> nameOf(e).equals(text)).findFirst();
  }

  static <E extends Enum<E>> List<String> choices(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(OptionParsing::nameOf).toList();
  }

  private static SumNorm sumNorm(String text) {
    try {
      return SumNorm.parse(text);
    } catch (InputException e) {
      throw new TypeConversionException(
          "'%s' is not cell_median, gene_median, none or a number above 0".formatted(text));
    }
  }

  /**
   * The default for the help, as a user would write it. It is the initial value of the field, which
   * comes from the library's parameters.
   */
  private static @Nullable String shownDefault(ArgSpec option) {
    if (option.defaultValue() != null) {
      return null;
    }
    return switch (option.initialValue()) {
      case Enum<?> choice -> nameOf(choice);
      case SumNorm norm -> norm.text();
      case Double number -> plain(number);
      case null, default -> null;
    };
  }

  /** {@code 3}, {@code 0.96}, {@code 1e-6}. */
  private static String plain(double number) {
    return Double.toString(number).toLowerCase(Locale.ROOT).replaceFirst("\\.0(?=$|e)", "");
  }

  private static String nameOf(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
