package org.samap.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help in which each mixin of a command is a section under the mixin's name. */
final class HelpSections {
  /** Options and their values apart, as most people write them. */
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
    return sections(help, help.commandSpec());
  }

  /** A mixin that has nothing but other mixins stands for these. */
  private static String sections(Help help, CommandSpec spec) {
    StringBuilder text = new StringBuilder();
    spec.mixins()
        .forEach(
            (title, mixin) ->
                text.append(
                    isOnlyMixins(mixin) ? sections(help, mixin) : section(help, title, mixin)));
    return text.toString();
  }

  private static boolean isOnlyMixins(CommandSpec spec) {
    int inMixins = spec.mixins().values().stream().mapToInt(m -> m.args().size()).sum();
    return inMixins > 0 && inMixins == spec.args().size();
  }

  private static String section(Help help, String title, CommandSpec mixin) {
    Help.Layout layout = help.createDefaultLayout();
    layout.addAllPositionalParameters(mixin.positionalParameters(), LABELS);
    layout.addAllOptions(mixin.options(), LABELS);
    return "%n%s:%n%s".formatted(title, layout);
  }
}
