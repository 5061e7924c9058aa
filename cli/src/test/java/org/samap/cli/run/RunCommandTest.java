package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.cli.Outcome;
import org.samap.cli.RecordingJobs;
import org.samap.core.anndata.counts.CellFilter;
import org.samap.core.anndata.formats.ReadOptions;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.engine.EdgeMode;
import org.samap.core.engine.Expansion;
import org.samap.core.homology.HomologySources;
import org.samap.core.homology.pairs.PairFile;
import org.samap.core.mapping.AgreementParams;
import org.samap.core.mapping.MappingParams;
import org.samap.core.mapping.NeighborhoodParams;
import org.samap.core.mapping.SearchSpace;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.pipeline.InputFiles;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.sam.SamParams;
import org.samap.core.sam.WeightMode;

class RunCommandTest {
  @TempDir Path folder = Path.of("");

  private final RecordingJobs jobs = new RecordingJobs();

  @BeforeEach
  void writeInputs() throws IOException {
    for (String name :
        List.of("human.h5ad", "mouse.h5ad", "fish.h5ad", "labels.tsv", "names.tsv")) {
      Files.createFile(folder.resolve(name));
    }
    Files.createDirectory(folder.resolve("maps"));
  }

  @Test
  void hasTheDefaultsOfTheMethod() {
    RunJob job = accepted(complete());
    assertThat(job.links()).isEqualTo(HomologySources.ofMaps(folder.resolve("maps")));
    assertThat(job.params()).isEqualTo(RunParams.defaults());
    assertThat(jobs.only(RunCommand.class).out()).isEqualTo(folder.resolve("out"));
    assertThat(jobs.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(job.species())
        .containsExactly(species("hs", "human.h5ad"), species("mm", "mouse.h5ad"));
  }

  @Test
  void keepsTheOrderOfTheSpecies() {
    assertThat(accepted(complete("--species", "aa=" + folder.resolve("fish.h5ad"))).species())
        .extracting(SpeciesInput::id)
        .containsExactly("hs", "mm", "aa");
  }

  @Test
  void passesEveryOptionOn() {
    RunJob job =
        accepted(
            complete(
                "--labels",
                "hs=cell_type",
                "--labels",
                "mm=" + folder.resolve("labels.tsv"),
                "--clusters",
                "hs=louvain",
                "--names",
                "mm=" + folder.resolve("names.tsv"),
                "--layer",
                "X",
                "--layer",
                "mm=counts",
                "--iterations",
                "4",
                "--cross-k",
                "30",
                "--hops",
                "2",
                "--hops",
                "mm=5",
                "--expansion",
                "walk",
                "--search-space",
                "pair",
                "--max-neighborhood",
                "500",
                "--same-cluster",
                "hs",
                "--all-to-all",
                "--hom-edge-mode",
                "xi",
                "--hom-edge-threshold",
                "0.2",
                "--no-rescale",
                "--npcs",
                "50",
                "--sam-npcs",
                "60",
                "--k",
                "15",
                "--n-genes",
                "2000",
                "--weight-mode",
                "combined",
                "--resolution",
                "hs=1.5",
                "--batch",
                "hs=donor",
                "--min-counts",
                "hs=500",
                "--min-genes",
                "mm=200",
                "--subsample",
                "50",
                "--evalue",
                "1e-3",
                "--no-reciprocal",
                "--neighbors",
                "hnsw",
                "--threads",
                "3",
                "--seed",
                "7",
                "--joint-weights",
                "--no-umap"));
    assertThat(job.species())
        .containsExactly(
            new SpeciesInput(
                "hs",
                InputFiles.of(folder.resolve("human.h5ad")),
                ReadOptions.defaults(),
                Optional.of(new LabelSource.Column("cell_type")),
                Optional.of(new LabelSource.Column("louvain")),
                Optional.empty(),
                Optional.of("X"),
                1.5,
                Optional.of("donor"),
                new CellFilter(500, 0, OptionalInt.of(50))),
            new SpeciesInput(
                "mm",
                InputFiles.of(folder.resolve("mouse.h5ad")),
                ReadOptions.defaults(),
                Optional.of(new LabelSource.Table(folder.resolve("labels.tsv"))),
                Optional.empty(),
                Optional.of(folder.resolve("names.tsv")),
                Optional.of("counts"),
                3.0,
                Optional.empty(),
                new CellFilter(0, 200, OptionalInt.of(50))));
    assertThat(job.params().mapping())
        .isEqualTo(
            new MappingParams(
                new MappingParams.Rounds(4, true),
                new MappingParams.Search(30, SearchSpace.PAIR, SearchMethod.HNSW, 7),
                new NeighborhoodParams(
                    new NeighborhoodParams.Hops(2, Map.of("mm", 5)),
                    Expansion.WALK,
                    false,
                    Set.of("hs"),
                    500),
                new MappingParams.Edges(false, false),
                new AgreementParams(EdgeMode.XI, 0.2, false)));
    SamParams sam = job.params().species().sam();
    assertThat(sam.k()).isEqualTo(15);
    assertThat(sam.pca().npcs()).isEqualTo(60);
    assertThat(sam.pca().nGenes()).isEqualTo(2000);
    assertThat(sam.weights().mode()).isEqualTo(WeightMode.COMBINED);
    assertThat(sam.search().method()).isEqualTo(SearchMethod.HNSW);
    assertThat(sam.search().seed()).isEqualTo(7);
    assertThat(job.params().species().leiden().seed()).isEqualTo(7);
    assertThat(job.params().species().components()).isEqualTo(50);
    assertThat(job.params().homology().maxEvalue()).isEqualTo(1e-3);
    assertThat(job.params().homology().reciprocal()).isFalse();
    assertThat(job.params().output()).isEqualTo(new RunParams.Output(false, true));
    assertThat(jobs.threads()).isEqualTo(3);
  }

  @Test
  void leavesTheCellOutOfItsNeighbourhood() {
    assertThat(accepted(complete("--exclude-self")).params().mapping().neighborhood().excludeSelf())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --species human.h5ad              | --species human.h5ad does not name a species; write ID=FILE
          --species =DIR/fish.h5ad          | --species DIR/fish.h5ad does not name a species
          --species zf=                     | --species zf= has no value
          --species hs=DIR/human.h5ad       | DIR/human.h5ad is given twice for one species
          --join-genes both                 | --join-genes is 'both'; give intersection or union
          --species HS=DIR/fish.h5ad        | the ids 'hs' and 'HS' name the same files
          --species hs_2=DIR/fish.h5ad      | --species: a name such as hs_2_x could belong to the species 'hs' or 'hs_2'; choose another id
          --species z/f=DIR/fish.h5ad       | the species id 'z/f' has '/', which cannot be part of a file name everywhere; leave it out
          --species ..=DIR/fish.h5ad        | the species id '..' begins or ends with a blank, or ends with a dot
          --species Con=DIR/fish.h5ad       | the species id 'Con' cannot be the name of a file on Windows
          --species samap=DIR/fish.h5ad     | the id 'samap' is the name of the combined result
          --species zf=DIR/absent.h5ad      | --species zf: there is no file DIR/absent.h5ad; check the name
          --labels cell_type                | --labels cell_type does not name a species; write ID=COLUMN or ID=FILE, such as hs=cell_type
          --labels zf=cell_type             | --labels names the species 'zf', but there are only hs, mm
          --labels hs=DIR/absent.tsv        | --labels hs: there is no file DIR/absent.tsv
          --labels hs=a --labels hs=b       | --labels gives the id 'hs' twice, for a and b
          --clusters zf=leiden              | --clusters names the species 'zf'
          --names hs=DIR/absent.tsv         | --names hs: there is no file
          --names zf=DIR/names.tsv          | --names names the species 'zf'
          --pairs hs,mm=DIR/absent.tsv      | --pairs: there is no file DIR/absent.tsv
          --pairs hs,zf=DIR/names.tsv       | --pairs names the species 'zf', but there are only hs, mm
          --pairs hs=DIR/names.tsv          | only the species 'hs' is named; name all that the table links
          --homology DIR/names.tsv          | --homology and --maps exclude each other
          --hsps first                      | 'first' is not one of last, best
          --fix-names all                   | 'all' is not one of none, auto
          --layer zf=counts                 | --layer names the species 'zf'
          --layer a --layer b               | --layer is given twice, as a and b; give one of them
          --iterations 0                    | --iterations is 0; give a number from 1 to 100000
          --iterations x                    | 'x' is not an int
          --cross-k 0                       | --cross-k is 0
          --hops x                          | --hops is 'x'; give a whole number
          --hops zf=1                       | --hops names the species 'zf'
          --hops mm=-1                      | --hops of mm is -1
          --expansion ring                  | 'ring' is not one of bfs, walk
          --expansion walk --exclude-self   | --exclude-self goes with the expansion bfs
          --same-cluster zf                 | --same-cluster names the species 'zf'
          --search-space all                | 'all' is not one of joint, pair
          --hom-edge-mode spearman          | 'spearman' is not one of pearson, xi
          --hom-edge-threshold 1            | --hom-edge-threshold is 1.0
          --hom-edge-threshold NaN          | --hom-edge-threshold is NaN
          --npcs 0                          | --npcs is 0
          --sam-npcs 0                      | --sam-npcs is 0
          --k 4                             | --k is 4; give a whole number of at least 5
          --n-genes 0                       | --n-genes is 0
          --weight-mode none                | 'none' is not one of rms, dispersion, variance, combined
          --resolution 0                    | --resolution is 0.0; give a number above 0
          --resolution mm=x                 | --resolution is 'x'; give a number
          --resolution zf=1                 | --resolution names the species 'zf'
          --evalue -1                       | --evalue is -1.0
          --evalue NaN                      | --evalue is NaN
          --neighbors faiss                 | 'faiss' is not one of auto, exact, clustered, hnsw
          --threads 0                       | --threads is 0; give a number of at least 1
          --seed x                          | 'x' is not a long
          --seed 1 --seed 2                 | should be specified only once
          --iteration 3                     | Unknown options: '--iteration', '3'; did you mean --iterations?
          --zzz                             | Unknown option: '--zzz'; see 'samap run --help'
          --config DIR/absent.yaml          | --config: there is no file DIR/absent.yaml
          """)
  void refusesWithOneLine(String options, String message) {
    String[] more = options.replace("DIR", folder.toString()).split(" +");
    assertThat(mistake(complete(more))).contains(message.replace("DIR", folder.toString()));
  }

  @Test
  void tellsTheDefaultsOfOptionsThatSpeciesHave() {
    String help = run("--help").out().replaceAll("\\s+", " ");
    assertThat(help)
        .contains(
            "after the first (default: %d)"
                .formatted(MappingParams.defaults().neighborhood().hops().general()))
        .contains(
            "of the Leiden clusters: higher gives more (default: %.0f)"
                .formatted(LeidenParams.defaults().resolution()));
  }

  @Test
  void needsTwoSpecies() {
    assertThat(mistake("--species", "hs=" + folder.resolve("human.h5ad")))
        .contains("run needs at least two species, but has 1; give --species ID=FILE for each");
  }

  @Test
  void needsTheFolderOfTheTables() {
    List<String> args = new ArrayList<>(List.of(complete()));
    int maps = args.indexOf("--maps");
    args.set(maps + 1, folder.resolve("absent").toString());
    assertThat(mistake(args.toArray(String[]::new)))
        .contains("--maps: there is no folder " + folder.resolve("absent"));
    args.set(maps + 1, folder.resolve("names.tsv").toString());
    assertThat(mistake(args.toArray(String[]::new))).contains("names.tsv is not a folder");
    args.subList(maps, maps + 2).clear();
    assertThat(mistake(args.toArray(String[]::new)))
        .contains(
            "run needs --maps DIR, the BLAST tables, or --pairs, --eggnog or --homology; see 'samap"
                + " run");
    args.addAll(List.of("--pairs", "hs:9606,mm:10090=" + folder.resolve("names.tsv")));
    accepted(args.toArray(String[]::new));
    PairFile pairs = PairFile.of(folder.resolve("names.tsv"), "hs:9606,mm:10090");
    assertThat(jobs.only(RunCommand.class).job().links()).isEqualTo(HomologySources.ofPairs(pairs));
  }

  @Test
  void replacesTheResultsOfAnotherRunOnlyIfToldTo() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path result = Files.createFile(out.resolve("samap.h5ad"));
    assertThat(mistake(complete()))
        .isEqualTo(
            "samap: error: --out: %s is a result of another run; choose another folder, or replace its results with --force\n"
                .formatted(result));
    accepted(complete("--force"));
    assertThat(jobs.only(RunCommand.class).out()).isEqualTo(out);
  }

  @Test
  void leavesOtherFilesInItsFolderAlone() throws IOException {
    Files.createFile(Files.createDirectory(folder.resolve("out")).resolve("notes.txt"));
    accepted(complete());
  }

  @Test
  void needsAFolderThatItCanWrite() {
    List<String> args = new ArrayList<>(List.of(complete()));
    int out = args.indexOf("--out");
    args.set(out + 1, folder.resolve("names.tsv").toString());
    assertThat(mistake(args.toArray(String[]::new)))
        .contains("is a file; give the name of a folder");
    args.set(out + 1, folder.resolve("names.tsv/deep/er").toString());
    assertThat(mistake(args.toArray(String[]::new)))
        .contains("cannot be created, because " + folder.resolve("names.tsv") + " is a file");
    args.subList(out, out + 2).clear();
    assertThat(mistake(args.toArray(String[]::new))).contains("run needs --out DIR");
  }

  private SpeciesInput species(String id, String file) {
    return new SpeciesInput(
        id,
        InputFiles.of(folder.resolve(file)),
        ReadOptions.defaults(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        3.0,
        Optional.empty(),
        CellFilter.none());
  }

  private String[] complete(String... more) {
    return Stream.concat(
            Stream.of(
                "--species",
                "hs=" + folder.resolve("human.h5ad"),
                "--species",
                "mm=" + folder.resolve("mouse.h5ad"),
                "--maps",
                folder.resolve("maps").toString(),
                "--out",
                folder.resolve("out").toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private RunJob accepted(String... args) {
    Outcome outcome = run(args);
    assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
    return jobs.only(RunCommand.class).job();
  }

  private String mistake(String... args) {
    Outcome outcome = run(args);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("samap: error: ").hasLineCount(1);
    assertThat(jobs.isIdle()).isTrue();
    return outcome.err();
  }

  private Outcome run(String... args) {
    return Outcome.of(
        jobs, Stream.concat(Stream.of("run"), Stream.of(args)).toArray(String[]::new));
  }
}
