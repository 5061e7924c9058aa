package org.samap.cli;

import org.samap.cli.terminal.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code samap}: the parent of all commands. */
@Command(
    name = "samap",
    description = "Maps single-cell atlases of different species onto each other.",
    customSynopsis = {"samap COMMAND [OPTIONS]", "       samap COMMAND --help"},
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Start with 'samap demo', then see 'samap run --help'.",
      "The launcher takes options of the Java virtual machine from SAMAP_JAVA_OPTS, such as"
          + " -Xmx24g."
    })
final class SamapCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  boolean version;
}
