package org.samap.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the rates of the machine first, then the benchmarks that the arguments choose (those of JMH:
 * a regular expression of names, {@code -p n=100}, {@code -h} for all of them; without any, the
 * kernels), and prints each result as a rate next to the machine's. The virtual machines that
 * measure get the options that the launcher of the program gives.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args)
      throws CommandLineOptionException, RunnerException, IOException {
    CommandLineOptions chosen = new CommandLineOptions(args);
    if (chosen.shouldHelp()) {
      chosen.showHelp();
      return;
    }
    List<RunResult> machine =
        List.copyOf(run(new OptionsBuilder().include(Machine.class.getName() + "\\.")));
    ChainedOptionsBuilder builder = new OptionsBuilder().parent(chosen);
    if (chosen.getIncludes().isEmpty()) {
      builder.include(KernelBenchmark.class.getName() + "\\.");
    }
    List<RunResult> all = new ArrayList<>(machine);
    all.addAll(run(builder));
    new Rates(machine).print(all, System.out);
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder builder) throws RunnerException {
    return new Runner(
            builder
                .jvmArgsPrepend(
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-XX:+UseSerialGC",
                    "-XX:LoopUnrollLimit=16")
                .build())
        .run();
  }
}
