package org.samap.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.samap.cli.options.JobContext;
import org.samap.cli.terminal.CpuTime;
import org.samap.cli.terminal.Json;
import org.samap.cli.terminal.PeakMemory;
import org.samap.cli.terminal.PhaseRecord;
import org.samap.cli.terminal.Version;
import org.samap.core.io.Sha256;
import org.samap.core.mapping.Iteration;
import org.samap.core.pipeline.MappingJob;
import org.samap.core.pipeline.SpeciesInput;

/**
 * The content of {@code run.json}: parameters, inputs, recall and cost of a run. Two runs with the
 * same results differ only in {@code execution}.
 *
 * @param command the command
 * @param samap the version
 * @param parameters all options that affect the results
 * @param inputs the files that were read
 * @param recall the recall of searches for nearest cells
 * @param execution time, memory and the machine
 */
record RunReport(
    String command,
    String samap,
    SequencedMap<String, Object> parameters,
    List<Input> inputs,
    Recall recall,
    Execution execution) {

  /**
   * The share of the true nearest cells that was found, for a sample; 1 if the search was exact.
   *
   * @param species inside each species that was analysed
   * @param iterations across species, in each iteration: the smallest of all pairs of species
   */
  record Recall(SequencedMap<String, Double> species, List<Double> iterations) {

    static Recall of(MappingJob.Outcome outcome) {
      SequencedMap<String, Double> species = new LinkedHashMap<>();
      outcome.species().forEach(s -> s.recall().ifPresent(r -> species.put(s.id(), r)));
      return new Recall(
          species, outcome.mapping().iterations().stream().map(Iteration::recall).toList());
    }
  }

  /** A file that was read, by its size in bytes and its SHA-256. */
  record Input(Path file, long bytes, String sha256) {

    static Input of(Path file) {
      try {
        return new Input(file, Files.size(file), Sha256.of(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The engine, Java version and system, and the time and memory that the run took. */
  record Execution(
      String engine,
      String java,
      String system,
      int threads,
      double seconds,
      double cpuSeconds,
      long peakBytes,
      List<PhaseRecord> phases) {}

  /** The report of a job that is about to end. */
  static RunReport of(
      RunJob job, List<Path> inputs, Recall recall, String engine, JobContext context) {
    return new RunReport(
        "run",
        Version.samap(),
        parameters(job),
        inputs.stream().map(Input::of).toList(),
        recall,
        new Execution(
            engine,
            Version.java(),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            context.workers().threads(),
            context.progress().seconds(),
            CpuTime.seconds(),
            PeakMemory.bytes(),
            context.progress().phases()));
  }

  /** The options that affect the results: not the folder of the results, nor memory and engine. */
  private static SequencedMap<String, Object> parameters(RunJob job) {
    SequencedMap<String, Object> parameters = Json.fields(job.params());
    parameters.remove("resources");
    parameters.putFirst("analysis", parameters.remove("species"));
    Json.fields(job.links()).reversed().forEach(parameters::putFirst);
    parameters.putFirst("species", job.species().stream().map(RunReport::species).toList());
    return parameters;
  }

  /** A species; its file, if there is only one, is no list. */
  private static SequencedMap<String, Object> species(SpeciesInput input) {
    SequencedMap<String, Object> species = Json.fields(input);
    species.remove("files");
    if (input.files().only().isPresent()) {
      species.putFirst("file", input.files().only().get());
    } else {
      species.putFirst("joinVersions", input.files().versions());
      species.putFirst("joinGenes", input.files().genes());
      species.putFirst("files", input.files().paths());
    }
    species.putFirst("id", input.id());
    return species;
  }

  String json() {
    return Json.text(this);
  }
}
