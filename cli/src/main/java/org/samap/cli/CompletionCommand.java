package org.samap.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code samap completion}: the script that completes commands and options in a shell. */
@Command(
    name = "completion",
    description = "Prints the script that completes commands and options in bash and zsh.",
    customSynopsis = "samap completion",
    optionListHeading = "%nOptions:%n",
    footer = {"", "Example:", "  source <(samap completion)"})
final class CompletionCommand implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().getOut().print(AutoComplete.bash("samap", spec.root().commandLine()));
    spec.commandLine().getOut().flush();
  }
}
