package org.samap.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Lays out the help: each mixin of a command with a name of its own becomes a section under that
 * name. Options of other mixins, which have the name of their field, are listed with those of the
 * command.
 */
final class HelpSections {
  /** A space between an option and its value, as most people write it. */
  private static final Help.IParamLabelRenderer LABELS =
      new Help.IParamLabelRenderer() {
        @Override
        public Text renderParameterLabel(ArgSpec arg, Ansi ansi, List<IStyle> styles) {
          boolean isFlag = arg.arity().max() == 0;
          return ansi.text(isFlag ? "" : separator(arg) + arg.paramLabel());
        }

        @Override
        public String separator() {
          return " ";
        }

        private String separator(ArgSpec arg) {
          return arg.isOption() ? separator() : "";
        }
      };

  private HelpSections() {}

  static void arrange(CommandLine command) {
    if (command.getCommandSpec().mixins().isEmpty()) {
      return;
    }
    command.getCommandSpec().usageMessage().synopsisHeading("%nUsage: ");
    Map<String, CommandLine.IHelpSectionRenderer> sections = command.getHelpSectionMap();
    sections.put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, help -> "");
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpSections::render);
  }

  private static String render(Help help) {
    CommandSpec spec = help.commandSpec();
    String name = spec.name();
    return sections(help, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), spec);
  }

  /** What is in no named mixin comes first, under the title: files before options. */
  private static String sections(Help help, String title, CommandSpec spec) {
    Map<String, CommandSpec> named = named(spec);
    List<ArgSpec> own = new ArrayList<>(spec.args());
    named.values().forEach(mixin -> own.removeAll(mixin.args()));
    own.sort(Comparator.comparing(ArgSpec::isOption));
    StringBuilder text = new StringBuilder(own.isEmpty() ? "" : section(help, title, own));
    named.forEach((name, mixin) -> text.append(sections(help, name, mixin)));
    return text.toString();
  }

  /** The named mixins of a command, and those of its mixins without a name. */
  private static Map<String, CommandSpec> named(CommandSpec spec) {
    Map<String, CommandSpec> named = new LinkedHashMap<>();
    spec.mixins()
        .forEach(
            (name, mixin) -> {
              if (Character.isUpperCase(name.charAt(0))) {
                named.put(name, mixin);
              } else {
                named.putAll(named(mixin));
              }
            });
    return named;
  }

  private static String section(Help help, String title, List<ArgSpec> args) {
    Help.Layout layout = help.createDefaultLayout();
    for (ArgSpec arg : args) {
      switch (arg) {
        case PositionalParamSpec parameter -> layout.addPositionalParameter(parameter, LABELS);
        case OptionSpec option -> layout.addOption(option, LABELS);
        default -> throw new IllegalArgumentException(arg + " is neither");
      }
    }
    return "%n%s:%n%s".formatted(title, layout);
  }
}
