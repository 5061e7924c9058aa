package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.cli.Outcome;
import org.samap.cli.RecordingJobs;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.pipeline.SpeciesParams;
import org.samap.core.sam.Scaling;
import org.samap.core.sam.SumNorm;
import org.samap.core.sam.Transform;
import org.samap.core.sam.WeightMode;

/** The options of SAM and of what goes before it. */
class SamArgsTest {
  @TempDir Path folder = Path.of("");

  private final RecordingJobs jobs = new RecordingJobs();

  @BeforeEach
  void writeInputs() throws IOException {
    Files.createFile(folder.resolve("a.h5ad"));
    Files.createDirectory(folder.resolve("maps"));
  }

  /** An option, its value, and what the library must be given. */
  private static Arguments option(
      String name, String value, Function<SpeciesParams, Object> read, Object expected) {
    return arguments(name, value, read, expected);
  }

  static Stream<Arguments> options() {
    return Stream.of(
        option("sum-norm", "10000", p -> p.preprocess().sumNorm(), new SumNorm.CellTotal(10000)),
        option("sum-norm", "gene_median", p -> p.preprocess().sumNorm(), new SumNorm.GeneMedian()),
        option("norm", "multinomial", p -> p.preprocess().transform(), Transform.MULTINOMIAL),
        option("norm", "tfidf", p -> p.preprocess().transform(), Transform.TFIDF),
        option("div", "2.5", p -> p.preprocess().div(), 2.5),
        option("thresh-low", "0.01", p -> p.preprocess().thresholds().low(), 0.01),
        option("thresh-high", "0.5", p -> p.preprocess().thresholds().high(), 0.5),
        option("min-expression", "0", p -> p.preprocess().minExpression(), 0.0),
        option("n-genes", "500", p -> p.sam().pca().nGenes(), 500),
        option("scaling", "normalizer", p -> p.sam().pca().scaling(), Scaling.NORMALIZER),
        option("sam-npcs", "30", p -> p.sam().pca().npcs(), 30),
        option("weight-pcs", "true", p -> p.sam().pca().weightPcs(), true),
        option("k", "11", p -> p.sam().k(), 11),
        option("distance", "correlation", p -> p.sam().search().metric(), Metric.CORRELATION),
        option("neighbors", "exact", p -> p.sam().search().method(), SearchMethod.EXACT),
        option("weight-mode", "combined", p -> p.sam().weights().mode(), WeightMode.COMBINED),
        option("num-norm-avg", "7", p -> p.sam().weights().numNormAvg(), 7),
        option("max-iter", "25", p -> p.sam().stopping().maxIter(), 25),
        option("stopping", "0.002", p -> p.sam().stopping().change(), 0.002),
        option("npcs", "40", SpeciesParams::components, 40),
        option("redo-sam", "true", SpeciesParams::redo, true));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("options")
  void reachTheLibrary(
      String name, String value, Function<SpeciesParams, Object> read, Object expected)
      throws IOException {
    assertThat(read.apply(SpeciesParams.defaults())).isNotEqualTo(expected);
    List<String> words = value.equals("true") ? List.of("--" + name) : List.of("--" + name, value);
    assertThat(read.apply(ofSam(words))).isEqualTo(expected);
    assertThat(read.apply(ofRun(words))).isEqualTo(expected);
    Path file = Files.writeString(folder.resolve("options.yaml"), name + ": " + value + "\n");
    assertThat(read.apply(ofRun(List.of("--config", "" + file)))).isEqualTo(expected);
  }

  @Test
  void areTheLibrarysByDefault() {
    assertThat(ofSam(List.of())).isEqualTo(SpeciesParams.defaults());
    assertThat(ofRun(List.of())).isEqualTo(SpeciesParams.defaults());
  }

  @Test
  void temperTheAgreementOfGenes() {
    assertThat(run(List.of()).params().mapping().agreement().scaleByWeights()).isFalse();
    assertThat(run(List.of("--wscale")).params().mapping().agreement().scaleByWeights()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --sum-norm many        | Invalid value for option '--sum-norm': 'many' is not cell_median
          --sum-norm -3          | Invalid value for option '--sum-norm': '-3' is not cell_median
          --norm loge            | Invalid value for option '--norm': 'loge' is not one of log, ftt, asin
          --div 0                | --div is 0.0; give a number above 0
          --thresh-low 2         | --thresh-low is 2.0; give a number from 0 to 1
          --thresh-low 0.97      | --thresh-low is 0.97, but genes in more than 0.96
          --thresh-high NaN      | --thresh-high is NaN; give a number from 0 to 1
          --min-expression -1    | --min-expression is -1.0; give 0 or more
          --n-genes 0            | --n-genes is 0; give a number of at least 1
          --scaling pca          | 'pca' is not one of standard_scaler, normalizer, none
          --sam-npcs 0           | --sam-npcs is 0; give a number of at least 1
          --k 4                  | --k is 4; give a whole number of at least 5
          --distance manhattan   | 'manhattan' is not one of cosine, correlation, euclidean
          --num-norm-avg 0       | --num-norm-avg is 0; give a number of at least 1
          --max-iter 4           | --max-iter is 4; give a whole number of at least 5
          --stopping 1           | --stopping is 1.0; give a number from 0 to below 1
          --npcs 0               | --npcs is 0; give a number of at least 1
          """)
  void areRefusedWithTheirName(String words, String message) {
    for (List<String> command : List.of(sam(), run())) {
      Outcome outcome = outcome(command, List.of(words.split(" ")));
      assertThat(outcome.err())
          .startsWith("samap: error: ")
          .contains(message.strip())
          .hasLineCount(1);
      assertThat(outcome.status()).isEqualTo(2);
    }
  }

  private List<String> sam() {
    return List.of("sam", path("a.h5ad"), "--out", path("sam.h5ad"));
  }

  private List<String> run() {
    return List.of(
        "run",
        "--species",
        "aa=" + path("a.h5ad"),
        "--species",
        "bb=" + path("a.h5ad"),
        "--maps",
        path("maps"),
        "--out",
        path("out"));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private SpeciesParams ofSam(List<String> words) {
    RecordingJobs asked = new RecordingJobs();
    accepted(asked, sam(), words);
    return asked.only(SamCommand.class).params().species();
  }

  private SpeciesParams ofRun(List<String> words) {
    return run(words).params().species();
  }

  private RunJob run(List<String> words) {
    RecordingJobs asked = new RecordingJobs();
    accepted(asked, run(), words);
    return asked.only(RunCommand.class).job();
  }

  private static void accepted(RecordingJobs asked, List<String> command, List<String> words) {
    assertThat(Outcome.of(asked, all(command, words))).isEqualTo(new Outcome(0, "", ""));
  }

  private Outcome outcome(List<String> command, List<String> words) {
    Outcome outcome = Outcome.of(jobs, all(command, words));
    assertThat(jobs.isIdle()).isTrue();
    return outcome;
  }

  private static String[] all(List<String> command, List<String> words) {
    List<String> all = new ArrayList<>(command);
    all.addAll(words);
    return all.toArray(String[]::new);
  }
}
