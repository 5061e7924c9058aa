package org.samap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.samap.cli.bench.BenchCommand;
import org.samap.cli.doctor.DoctorCommand;
import org.samap.cli.evolution.DeltaCommand;
import org.samap.cli.evolution.DivergenceCommand;
import org.samap.cli.evolution.FamiliesCommand;
import org.samap.cli.evolution.OrthogroupsCommand;
import org.samap.cli.evolution.ParalogsCommand;
import org.samap.cli.evolution.TrianglesCommand;
import org.samap.cli.features.ActivityCommand;
import org.samap.cli.features.AnnotationsCommand;
import org.samap.cli.features.PeaksCommand;
import org.samap.cli.genes.EnrichCommand;
import org.samap.cli.genes.MarkersCommand;
import org.samap.cli.genes.ModulesCommand;
import org.samap.cli.genes.PairsCommand;
import org.samap.cli.genes.QueryCommand;
import org.samap.cli.inspect.InspectCommand;
import org.samap.cli.inspect.NamesCommand;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Jobs;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.options.OptionNames;
import org.samap.cli.options.OptionParsing;
import org.samap.cli.options.Running;
import org.samap.cli.options.Suggestion;
import org.samap.cli.report.ReportCommand;
import org.samap.cli.run.ClusterCommand;
import org.samap.cli.run.DemoCommand;
import org.samap.cli.run.HomologyCommand;
import org.samap.cli.run.PlanCommand;
import org.samap.cli.run.RunCommand;
import org.samap.cli.run.SamCommand;
import org.samap.cli.run.SimulateCommand;
import org.samap.cli.scores.ConfidenceCommand;
import org.samap.cli.scores.ScoresCommand;
import org.samap.cli.scores.StabilityCommand;
import org.samap.cli.scores.TransferCommand;
import org.samap.cli.search.BlastCommand;
import org.samap.cli.terminal.TerminalProgress;
import org.samap.cli.terminal.Version;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: its commands, the options that they share, and the exit codes. */
public final class Cli {
  /** Exit code if the user can put it right. */
  static final int MISTAKE = 2;

  /** Exit code if only the developers can. */
  static final int BUG = 70;

  private final CommandLine commandLine;
  private final Jobs jobs;
  private final PrintWriter err;

  Cli(Jobs jobs, PrintWriter out, PrintWriter err) {
    this.jobs = jobs;
    this.err = err;
    commandLine =
        new CommandLine(new SamapCommand())
            .addSubcommand(new RunCommand())
            .addSubcommand(new PlanCommand())
            .addSubcommand(new InspectCommand())
            .addSubcommand(new NamesCommand())
            .addSubcommand(new HomologyCommand())
            .addSubcommand(new SamCommand())
            .addSubcommand(new ClusterCommand())
            .addSubcommand(new ReportCommand())
            .addSubcommand(new ScoresCommand())
            .addSubcommand(new ConfidenceCommand())
            .addSubcommand(new StabilityCommand())
            .addSubcommand(new TransferCommand())
            .addSubcommand(new MarkersCommand())
            .addSubcommand(new PairsCommand())
            .addSubcommand(new EnrichCommand())
            .addSubcommand(new ModulesCommand())
            .addSubcommand(new QueryCommand())
            .addSubcommand(new DeltaCommand())
            .addSubcommand(new DivergenceCommand())
            .addSubcommand(new ParalogsCommand())
            .addSubcommand(new TrianglesCommand())
            .addSubcommand(new OrthogroupsCommand())
            .addSubcommand(new FamiliesCommand())
            .addSubcommand(new BlastCommand())
            .addSubcommand(new PeaksCommand())
            .addSubcommand(new ActivityCommand())
            .addSubcommand(new AnnotationsCommand())
            .addSubcommand(new SimulateCommand())
            .addSubcommand(new DemoCommand())
            .addSubcommand(new BenchCommand())
            .addSubcommand(new DoctorCommand())
            .addSubcommand(new CompletionCommand())
            .addSubcommand(new CommandLine.HelpCommand());
    commandLine.getSubcommands().values().forEach(Cli::addRunning);
    OptionParsing.configure(commandLine);
    commandLine
        .setOut(out)
        .setErr(err)
        .setExecutionStrategy(this::execute)
        .setParameterExceptionHandler((e, args) -> mistake(describe(e)))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    commandLine.getSubcommands().values().forEach(HelpSections::arrange);
  }

  CommandLine commandLine() {
    return commandLine;
  }

  /** Gives a job the options that every job has, unless it has them among its own. */
  private static void addRunning(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.userObject() instanceof Job && mixin(spec, Running.class).isEmpty()) {
      spec.addMixin("Running", CommandSpec.forAnnotatedObject(new Running()));
    }
  }

  /** Calls the command, which checks its options, and only then runs it. */
  private int execute(ParseResult parsed) {
    int status = new CommandLine.RunLast().execute(parsed);
    CommandLine command = parsed.asCommandLineList().getLast();
    if (command.getExecutionResult() instanceof Job job) {
      try (JobContext context = open(command)) {
        jobs.run(job, context);
      } catch (RuntimeException e) {
        throw new ExecutionException(command, command.getCommandName(), e);
      }
    }
    return status;
  }

  /** The context in which a command runs its job. */
  private static JobContext open(CommandLine command) {
    Running running = running(command);
    return new JobContext(
        Workers.of(running.threads),
        mixin(command.getCommandSpec(), MemoryArgs.class).orElseGet(MemoryArgs::new).toResources(),
        TerminalProgress.open(command.getErr(), running.quiet),
        command.getOut());
  }

  private static Running running(CommandLine command) {
    return mixin(command.getCommandSpec(), Running.class).orElseGet(Running::new);
  }

  /** The options of a command, or of one of its mixins, that are of a class. */
  private static <T> Optional<T> mixin(CommandSpec spec, Class<T> type) {
    return type.isInstance(spec.userObject())
        ? Optional.of(type.cast(spec.userObject()))
        : spec.mixins().values().stream().flatMap(m -> mixin(m, type).stream()).findFirst();
  }

  /** Runs a command; never throws. */
  int execute(String... args) {
    if (args.length == 0) {
      commandLine.usage(err);
      return MISTAKE;
    }
    try {
      return commandLine.execute(args);
    } catch (OutOfMemoryError e) {
      return mistake(
          "there is not enough memory (%d MB were allowed); give more, as in SAMAP_JAVA_OPTS=-Xmx24g"
              .formatted(Runtime.getRuntime().maxMemory() >> 20));
    } catch (RuntimeException | Error e) {
      return bug(e);
    }
  }

  private int failed(Exception e, CommandLine command) {
    Throwable cause =
        e instanceof UncheckedIOException && e.getCause() instanceof IOException io ? io : e;
    String message =
        switch (cause) {
          case InputException mistake -> OptionNames.message(mistake, command.getCommandSpec());
          case IOException io -> describe(io);
          default -> "";
        };
    if (message.isEmpty()) {
      return bug(e);
    }
    if (running(command).debug) {
      e.printStackTrace(err);
    }
    return mistake(message);
  }

  private int mistake(String message) {
    err.println("samap: error: " + oneLine(message));
    err.flush();
    return MISTAKE;
  }

  private int bug(Throwable e) {
    err.println(
        "samap: this is a bug (samap %s, Java %s); please report it with these lines:"
            .formatted(Version.samap(), Version.java()));
    e.printStackTrace(err);
    err.flush();
    return BUG;
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  /** The messages of most file errors hold little more than the name, so this adds the kind. */
  private static String describe(IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return "%s: %s; check the file and the disk".formatted(kind, e.getMessage());
  }

  private static String describe(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    List<String> meant =
        e instanceof UnmatchedArgumentException unmatched ? suggestions(unmatched) : List.of();
    return meant.isEmpty()
        ? "%s; see '%s --help'".formatted(message, command)
        : "%s; did you mean %s?".formatted(message, meant.getFirst());
  }

  private static List<String> suggestions(UnmatchedArgumentException e) {
    String word = e.getUnmatched().getFirst();
    CommandLine command = e.getCommandLine();
    List<String> words =
        word.startsWith("-")
            ? command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList()
            : List.copyOf(command.getSubcommands().keySet());
    String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    return words.stream()
        .filter(w -> Suggestion.edits(name, w) <= Math.max(2, w.length() / 3))
        .sorted(Comparator.comparingInt(w -> Suggestion.edits(name, w)))
        .limit(1)
        .toList();
  }
}
