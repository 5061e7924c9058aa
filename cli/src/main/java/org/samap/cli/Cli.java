package org.samap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.samap.core.analysis.genes.Enrichment;
import org.samap.core.mapping.EdgeMode;
import org.samap.core.mapping.Expansion;
import org.samap.core.mapping.SearchSpace;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;
import org.samap.core.sam.WeightMode;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: commands, what they share, and how it ends. */
final class Cli {
  /** The user can mend it. */
  static final int MISTAKE = 2;

  /** Only the developers can. */
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
            .addSubcommand(new SamCommand())
            .addSubcommand(new ClusterCommand())
            .addSubcommand(new ScoresCommand())
            .addSubcommand(new ConfidenceCommand())
            .addSubcommand(new TransferCommand())
            .addSubcommand(new MarkersCommand())
            .addSubcommand(new PairsCommand())
            .addSubcommand(new EnrichCommand())
            .addSubcommand(new ModulesCommand())
            .addSubcommand(new QueryCommand())
            .addSubcommand(new DeltaCommand())
            .addSubcommand(new ParalogsCommand())
            .addSubcommand(new TrianglesCommand())
            .addSubcommand(new OrthogroupsCommand())
            .addSubcommand(new FamiliesCommand())
            .addSubcommand(new SimulateCommand())
            .addSubcommand(new DemoCommand())
            .addSubcommand(new BenchCommand())
            .addSubcommand(new CompletionCommand())
            .addSubcommand(new CommandLine.HelpCommand());
    commandLine.getSubcommands().values().forEach(Cli::addRunning);
    configure(commandLine);
    commandLine
        .setOut(out)
        .setErr(err)
        .setExecutionStrategy(this::execute)
        .setParameterExceptionHandler((e, args) -> mistake(describe(e)))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, running(command).debug));
    commandLine.getSubcommands().values().forEach(HelpSections::arrange);
  }

  CommandLine commandLine() {
    return commandLine;
  }

  /** Reading options: the same on the command line and in a file. */
  static CommandLine configure(CommandLine commandLine) {
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
                                        .map(Cli::nameOf)
                                        .collect(Collectors.joining(", "))))));
  }

  private static String nameOf(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /** Gives a job the options that every job has, unless it has them among its own. */
  private static void addRunning(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.userObject() instanceof JobCommand && mixin(spec, Running.class).isEmpty()) {
      spec.addMixin("Running", CommandSpec.forAnnotatedObject(new Running()));
    }
  }

  /** Calls the command, which checks its options, and only then runs the job that it asks for. */
  private int execute(ParseResult parsed) {
    int status = new CommandLine.RunLast().execute(parsed);
    CommandLine command = parsed.asCommandLineList().getLast();
    if (command.getExecutionResult() instanceof JobOptions options) {
      try (Session session = open(command)) {
        jobs.run(options, session);
      } catch (RuntimeException e) {
        throw new ExecutionException(command, command.getCommandName(), e);
      }
    }
    return status;
  }

  /** The session that a command runs its job in. */
  private static Session open(CommandLine command) {
    Running running = running(command);
    return new Session(
        Workers.of(running.threads),
        mixin(command.getCommandSpec(), MemoryArgs.class).orElseGet(MemoryArgs::new).toResources(),
        TerminalProgress.open(command.getErr(), running.quiet),
        command.getOut());
  }

  private static Running running(CommandLine command) {
    return mixin(command.getCommandSpec(), Running.class).orElseGet(Running::new);
  }

  /** Those options of a command that a class of their own holds. */
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

  private int failed(Exception e, boolean debug) {
    Throwable cause =
        e instanceof UncheckedIOException && e.getCause() instanceof IOException io ? io : e;
    String message =
        switch (cause) {
          case InputException mistake -> String.valueOf(mistake.getMessage());
          case IOException io -> describe(io);
          default -> "";
        };
    if (message.isEmpty()) {
      return bug(e);
    }
    if (debug) {
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

  /** Files that fail say little more than their name. */
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
        .filter(w -> Nearest.edits(name, w) <= Math.max(2, w.length() / 3))
        .sorted(Comparator.comparingInt(w -> Nearest.edits(name, w)))
        .limit(1)
        .toList();
  }
}
