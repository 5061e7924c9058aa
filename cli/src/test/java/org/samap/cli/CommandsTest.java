package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandsTest {
  @TempDir Path folder = Path.of("");

  private final RecordingJobs jobs = new RecordingJobs();

  @BeforeEach
  void writeInputs() throws IOException {
    Files.createFile(folder.resolve("human.h5ad"));
    Files.createFile(folder.resolve("labels.tsv"));
    Files.createDirectory(folder.resolve("empty"));
    TinyRun.write(folder.resolve("run"), "hs", "mm");
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.createFile(broken.resolve("samap.h5ad"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          sam                                             | sam needs FILE, the cells
          sam TMP/human.h5ad                              | sam needs --out FILE
          sam TMP/absent.h5ad --out TMP/x                 | there is no file TMP/absent.h5ad
          sam TMP/human.h5ad TMP/human.h5ad               | is given twice for one species
          sam TMP/human.h5ad --out TMP/empty              | TMP/empty is a folder
          sam TMP/human.h5ad --out TMP/labels.tsv/x       | because TMP/labels.tsv is a file
          sam TMP/human.h5ad --out TMP/x --resolution -1  | --resolution is -1.0; give a number above 0
          sam TMP/human.h5ad --out TMP/x --k 3            | --k is 3
          blast --species hs=TMP/human.h5ad               | blast needs at least two species, but has 1
          blast --species hs=TMP/human.h5ad --species mm=x.fa | --species: there is no file x.fa
          blast --species hs=TMP/human.h5ad --species mm=TMP/human.h5ad --engine x | --engine is 'x'; give diamond, mmseqs or blast
          blast --species hs=TMP/human.h5ad --species mm=TMP/human.h5ad | blast needs --maps DIR
          scores                                          | scores needs DIR, the folder of a run
          scores TMP/absent --n-top 2                     | there is no folder TMP/absent
          scores TMP/empty --n-top 2                      | has no samap.h5ad, so it is no finished run
          scores TMP/broken --n-top 2                     | broken/samap.h5ad: it is not an HDF5 file; give a .h5ad file
          scores TMP/run --labels zf=x                    | --labels names the species 'zf', but there are only hs, mm
          scores TMP/run --labels cell_type               | does not name a species
          scores TMP/run --labels hs=x.tsv                | there is no file x.tsv
          scores TMP/run --n-top -1                       | --n-top is -1
          scores TMP/run --n-top 1 --out TMP/labels.tsv/x | because TMP/labels.tsv is a file
          scores TMP/run --only hs                        | --only names one species, but scores are between two
          scores TMP/run --only hs,zf                     | --only names the species 'zf', but there are only hs, mm
          scores TMP/run --iteration 0                    | --iteration is 0; give a whole number of at least 1
          scores TMP/run --iteration second               | --iteration is 'second'; give first, last or a whole number
          scores TMP/run --permutations 0                 | --permutations is 0; give a number of at least 1
          transfer                                        | transfer needs DIR, the folder of a run
          transfer TMP/empty                              | has no samap.h5ad, so it is no finished run
          transfer TMP/run --labels zf=x                  | --labels names the species 'zf', but there are only hs, mm
          transfer TMP/run --threshold 1.5                | --threshold is 1.5; give a number from 0 to 1
          transfer TMP/run --min-alignment NaN            | --min-alignment is NaN
          transfer TMP/run --in-place --out TMP/x.h5ad    | --out and --in-place exclude each other
          transfer TMP/run --out TMP/run/samap.h5ad       | the file that is read; give --in-place to change it
          transfer TMP/run --tables TMP/labels.tsv        | is a file; give the name of a folder
          transfer TMP/run --out TMP/empty                | TMP/empty is a folder
          inspect                                         | inspect needs FILE or --species ID=FILE
          inspect TMP/absent.h5ad                         | there is no file TMP/absent.h5ad
          inspect TMP/human.h5ad --maps TMP/empty         | tables of homologous genes need at least two species
          inspect --species hs=TMP/human.h5ad --species mm=TMP/human.h5ad --maps TMP/x | there is no folder TMP/x
          inspect --species TMP/human.h5ad                | does not name a species
          inspect --species h/s=TMP/human.h5ad            | --species: the species id 'h/s' has '/'
          names                                           | names needs FASTA
          names TMP/absent.fa --data TMP/human.h5ad       | there is no file TMP/absent.fa
          names TMP/labels.tsv                            | names needs --data FILE, the cells
          names TMP/labels.tsv --data TMP/human.h5ad      | names needs --out FILE, the table to write
          names TMP/labels.tsv --data TMP/human.h5ad --out TMP/x --fasta TMP/empty | TMP/empty is a folder
          names TMP/labels.tsv --data TMP/human.h5ad --out TMP/x --fasta TMP/x | --fasta and --out both name
          homology --species hs,mm                        | homology needs --maps DIR, the BLAST tables, or --pairs, --eggnog or --homology
          homology --species hs,mm --eggnog hs=TMP/labels.tsv --taxon 1 | --eggnog is given for hs alone
          homology --species hs,mm --eggnog hs=TMP/labels.tsv --eggnog mm=TMP/labels.tsv | --eggnog needs --taxon
          homology --species hs,mm --maps TMP --taxon 1   | --taxon is that of --eggnog
          homology --species hs,mm --maps TMP --through hs,mm=hs | --through: hs is itself one of hs and mm
          homology --species hs,mm --maps TMP --through a/b | --through: the species id 'a/b' has '/'
          homology --species hs,mm --maps TMP --source hs=maps | --source: 'hs' is not two species
          homology --species hs,mm --maps TMP --source maps | --source maps does not name a species
          homology --species hs,mm --maps TMP --source hs,mm=blast | --source: 'blast' is not maps, pairs or eggnog
          homology --species hs,mm --maps TMP --source hs,zf=maps | --source names the species 'zf'
          homology --species hs,mm --maps TMP --source hs,mm=maps --through mm,hs=dr | the links of hs and mm are chosen twice
          homology --homology TMP/labels.tsv --species hs,mm --through zf | --homology and --through exclude each other
          homology --pairs TMP/labels.tsv                 | homology needs at least two species, but has 0
          homology --species hs,mm --homology TMP/absent  | --homology: there is no file TMP/absent
          homology --species hs,hs --homology TMP/labels.tsv | two species have the id hs; give each its own
          homology --homology TMP/labels.tsv --out TMP/labels.tsv | TMP/labels.tsv would replace the input
          peaks                                           | peaks needs FILE, the cells with their peaks;
          peaks TMP/human.h5ad --out TMP/x                | peaks needs --gtf FILE, the genes
          peaks TMP/human.h5ad --gtf TMP/absent           | --gtf: there is no file TMP/absent
          peaks TMP/human.h5ad --gtf TMP/labels.tsv       | peaks needs --out FILE
          peaks TMP/human.h5ad --gtf TMP/labels.tsv --out TMP/x --how near | --how is 'near'; give one of: body, exponential, power, coaccess
          peaks TMP/human.h5ad --gtf TMP/labels.tsv --out TMP/x --upstream -1 | --upstream is -1; give a number of bases of at least 0
          peaks TMP/human.h5ad --gtf TMP/labels.tsv --out TMP/x --how power --window 0 | --window is 0; give a number of bases of at least 1
          peaks TMP/human.h5ad --gtf TMP/labels.tsv --out TMP/x --groups a | --groups is for --how coaccess
          peaks TMP/human.h5ad --gtf TMP/labels.tsv --out TMP/x --how coaccess --min-correlation 2 | --min-correlation is 2.0; give a number from 0 to 1
          activity                                        | activity needs FILE, the cells with their peaks
          activity TMP/human.h5ad --out TMP/x             | activity needs --gtf FILE, the genes of the genome, or --links FILE
          activity TMP/human.h5ad --gtf TMP/labels.tsv --links TMP/labels.tsv | give one of them
          activity TMP/human.h5ad --links TMP/labels.tsv  | activity needs --out FILE
          annotations TMP/labels.tsv --out TMP/x          | annotations needs two GTF files, but has 1
          annotations TMP/labels.tsv TMP/absent --out TMP/x | annotations: there is no file TMP/absent
          annotations TMP/labels.tsv TMP/labels.tsv       | annotations needs --out FILE
          annotations TMP/labels.tsv TMP/labels.tsv --out TMP/x --min-overlap 2 | --min-overlap is 2.0; give a number from 0 to 1
          simulate --species aa,bb --peaks cc --out TMP/x | --peaks names the species 'cc', but there are only aa, bb
          cluster                                         | cluster needs FILE, the cells
          cluster TMP/absent.h5ad --k 3                   | there is no file TMP/absent.h5ad
          cluster TMP/human.h5ad                          | cluster needs --k N, the number of clusters
          cluster TMP/human.h5ad --k 0                    | --k is 0; give a whole number of at least 1
          cluster TMP/human.h5ad --k many                 | 'many' is not an int
          cluster TMP/human.h5ad --k 3 --key a/b          | --key is 'a/b', which cannot be the name of a column
          cluster TMP/human.h5ad --k 3 --out TMP/empty    | TMP/empty is a folder
          cluster TMP/human.h5ad --k 3                    | cluster needs --out FILE, the file to write, or --in-place
          cluster TMP/human.h5ad --k 3 --in-place --out x | --out and --in-place exclude each other
          cluster TMP/human.h5ad --k 3 --out TMP/human.h5ad | the file that is read; give --in-place to change it
          simulate --species aa,bb                        | simulate needs --out DIR
          simulate --species aa,bb --genes 9 --out TMP/x  | --genes is 9; give a whole number of at least 100
          simulate --species aa,bb --types 0 --out TMP/x  | --types is 0
          simulate --species aa,bb --depth 0 --out TMP/x  | --depth is 0.0; give a number above 0
          simulate --species aa,bb --donors -1 --out TMP/x | --donors is -1
          simulate --species aa,bb --donors 601 --out TMP/x | the number of simulated donors is 601 for 600 cells
          simulate --species aa,bb --donor-effect 9 --out TMP/x | --donor-effect is 9.0; give a number from 0 to 5
          simulate --species aa --out TMP/x               | simulate needs at least two species, but has 1
          simulate --out TMP/x                            | simulate needs at least two species, but has 0
          simulate --species aa,aa --out TMP/x            | two species have the id aa
          simulate --species aa,aa_b --out TMP/x          | a name such as aa_b_x could belong to the species 'aa' or 'aa_b'
          simulate --species aa,,bb --out TMP/x              | the species id '' is empty
          simulate --species aa,bb --cells 3 --out TMP/x  | --cells is 3; give a whole number of at least 50
          demo --cells 0                                  | --cells is 0
          demo --out TMP/labels.tsv                       | is a file; give the name of a folder
          demo --threads 0                                | --threads is 0
          dmeo                                            | did you mean demo?
          frobnicate                                      | 'frobnicate'; see 'samap --help'
          --verbose                                       | Unknown option: '--verbose'
          """)
  void refusesWithOneLine(String command, String message) {
    Outcome outcome = run(command);
    assertThat(outcome.err())
        .startsWith("samap: error: ")
        .contains(message.replace("TMP", folder.toString()))
        .hasLineCount(1);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(jobs.isIdle()).isTrue();
  }

  /** All commands but help, in the order of the help. */
  static List<String> commands() {
    PrintWriter none = new PrintWriter(Writer.nullWriter());
    return new Cli(new RecordingJobs(), none, none)
        .commandLine().getSubcommands().keySet().stream()
            .filter(name -> !name.equals("help"))
            .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void explainsEveryCommand(String command) {
    Outcome byOption = run(command + " --help");
    assertThat(byOption.status()).isZero();
    assertThat(byOption.out()).contains("Usage: samap " + command).contains("--help");
    assertThat(run("help " + command)).isEqualTo(byOption);
    assertThat(byOption.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void listsEveryOptionOnce(String command) {
    PrintWriter none = new PrintWriter(Writer.nullWriter());
    CommandLine asked =
        Objects.requireNonNull(
            new Cli(jobs, none, none).commandLine().getSubcommands().get(command));
    List<String> options =
        asked.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
    String help = run(command + " --help").out();
    assertThat(options)
        .isNotEmpty()
        .allSatisfy(
            option ->
                assertThat(help.lines())
                    .filteredOn(line -> line.matches("(      |  -., )" + option + "([ =].*)?"))
                    .hasSize(1));
  }

  @Test
  void listsTheCommandsWhenCalledWithoutOne() {
    Outcome nothing = Outcome.of(jobs);
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("Commands:", "run ", "scores ", "simulate ", "demo ");
    assertThat(run("--help")).isEqualTo(new Outcome(0, nothing.err(), ""));
  }

  @Test
  void tellsItsVersion() {
    assertThat(run("--version").out()).matches("samap \\d+\\.\\d+\\.\\d+\\S* \\(Java 2\\d.*\\)\\R");
  }

  @Test
  void printsACompletionScriptThatKnowsTheOptions() {
    Outcome outcome = run("completion");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("#!/usr/bin/env bash")
        .contains("--same-cluster", "function _picocli_samap_scores()");
  }

  private Outcome run(String command) {
    return Outcome.of(jobs, command.replace("TMP", folder.toString()).split(" "));
  }
}
