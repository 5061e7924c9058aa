package org.samap.core.homology.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.samap.core.io.FileTree;
import org.samap.core.io.OutputFile;
import org.samap.core.io.OutputFolder;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/**
 * Searches the sequences of every species among those of every other, and writes the tables of SPEC
 * 4: {@code maps/{a}{b}/{a}_to_{b}.txt}. Beside each table a note says what it was made from; a
 * table whose note fits is not made again.
 *
 * @param maps the folder of the tables
 * @param programs where to find the engines
 * @param engine the one to use; if none is named, for each pair the first that fits and is there
 * @param threads of an engine
 * @param gpu whether MMseqs2 uses a GPU
 * @param again whether tables that were made otherwise are replaced
 */
public record TableSearch(
    Path maps,
    ProgramSearch programs,
    Optional<SearchEngine> engine,
    int threads,
    boolean gpu,
    boolean again) {
  private static final long GLANCE_MILLIS = 500;

  /** The release of MMseqs2 that searches on a GPU; versions are release and commit, 16-747c6. */
  private static final int FIRST_WITH_GPU = 16;

  private static final Pattern RELEASE = Pattern.compile("^(\\d{1,4})-");

  /**
   * A search of one species among another.
   *
   * @param table its result, in the folder of all tables
   * @param note what the table is made from, and how
   */
  private record Direction(
      SequenceFile query, SequenceFile target, SearchEngine engine, String table, String note) {

    String noteFile() {
      return table.replaceFirst("[.]txt$", ".search");
    }
  }

  /**
   * Makes the tables that are missing.
   *
   * @throws InputException if an engine is missing, fails, or a table of something else is there
   */
  public void run(List<SequenceFile> species, Progress progress) {
    List<Direction> wanted = new ArrayList<>();
    Map<SearchProgram, String> versions = new EnumMap<>(SearchProgram.class);
    for (int a = 0; a < species.size(); a++) {
      for (int b = a + 1; b < species.size(); b++) {
        String folder = species.get(a).id() + species.get(b).id();
        wanted.add(direction(folder, species.get(a), species.get(b), versions));
        wanted.add(direction(folder, species.get(b), species.get(a), versions));
      }
    }
    List<Direction> missing = wanted.stream().filter(this::isMissing).toList();
    if (missing.size() < wanted.size()) {
      progress.info(
          "%d of %d tables are there already"
              .formatted(wanted.size() - missing.size(), wanted.size()));
    }
    for (Direction d : missing) {
      progress.perform(
          "search %s among %s".formatted(d.query.id(), d.target.id()),
          d.query.names().size(),
          phase -> search(d, progress, phase));
    }
  }

  private Direction direction(
      String folder, SequenceFile query, SequenceFile target, Map<SearchProgram, String> versions) {
    SearchEngine chosen = engineFor(query.type(), target.type());
    SearchProgram program = chosen.programs(query.type(), target.type()).getLast();
    String version = versions.computeIfAbsent(program, this::version);
    requireGpu(version);
    String note =
        """
        program %s %s
        settings %s
        query %s %s
        target %s %s
        """
            .formatted(
                program.command(),
                version,
                chosen.settings(),
                query.type(),
                query.sha256(),
                target.type(),
                target.sha256());
    String table = "%s/%s_to_%s.txt".formatted(folder, query.id(), target.id());
    return new Direction(query, target, chosen, table, note);
  }

  private void requireGpu(String version) {
    Matcher release = RELEASE.matcher(version);
    if (gpu && release.find() && Integer.parseInt(release.group(1)) < FIRST_WITH_GPU) {
      throw InputException.about(
          "gpu",
          "mmseqs %s cannot use the gpu; install release %d or later, or leave it out"
              .formatted(version, FIRST_WITH_GPU));
    }
  }

  private String version(SearchProgram program) {
    return programs
        .find(program.command())
        .flatMap(file -> programs.version(file, program.versionArguments()))
        .orElse("of unknown version");
  }

  private SearchEngine engineFor(SequenceType query, SequenceType target) {
    if (gpu && (query != SequenceType.PROTEIN || target != SequenceType.PROTEIN)) {
      throw InputException.about("gpu", "the gpu searches proteins alone; leave it out");
    }
    List<SearchEngine> fitting =
        Stream.of(SearchEngine.values())
            .filter(e -> engine.isEmpty() ? !gpu || e == SearchEngine.MMSEQS : e == engine.get())
            .filter(e -> e.fits(query, target))
            .toList();
    if (gpu && !fitting.equals(List.of(SearchEngine.MMSEQS))) {
      throw InputException.about("gpu", "only mmseqs can use the gpu; choose it, or leave it out");
    }
    if (fitting.isEmpty()) {
      throw new InputException(
          "%s cannot search among nucleotides; choose mmseqs or blast"
              .formatted(SearchProgram.DIAMOND.command()));
    }
    return fitting.stream()
        .filter(e -> absent(e, query, target).isEmpty())
        .findFirst()
        .orElseThrow(() -> missing(fitting, query, target));
  }

  private List<SearchProgram> absent(SearchEngine e, SequenceType query, SequenceType target) {
    return e.programs(query, target).stream()
        .filter(p -> programs.find(p.command()).isEmpty())
        .toList();
  }

  private InputException missing(
      List<SearchEngine> fitting, SequenceType query, SequenceType target) {
    List<SearchProgram> absent = absent(fitting.getFirst(), query, target);
    String names = absent.stream().map(SearchProgram::command).collect(Collectors.joining(" and "));
    SearchProgram first = absent.getFirst();
    return new InputException(
        "%s is not installed; install it (apt install %s, conda install -c bioconda %s, or brew install %s)"
            .formatted(names, first.apt(), first.conda(), first.brew()));
  }

  private boolean isMissing(Direction d) {
    Path file = maps.resolve(d.table);
    Path note = maps.resolve(d.noteFile());
    try {
      if (again || !Files.exists(file)) {
        return true;
      }
      if (Files.exists(note) && Files.readString(note).equals(d.note)) {
        return false;
      }
    } catch (IOException e) {
      throw InputException.unreadable(note, e);
    }
    throw InputException.about(
        "force",
        "%s: was made from other sequences, by another program or with other settings; choose another folder, or replace it by force"
            .formatted(file));
  }

  private void search(Direction d, Progress progress, Progress.Phase phase) {
    try (OutputFolder output = OutputFolder.prepare(maps)) {
      Path query = output.file("scratch/query.fa");
      SearchEngine.Search search =
          new SearchEngine.Search(
              programs, d.query.type(), d.target.type(), query.resolveSibling(""), threads, gpu);
      d.query.writeNumbered(query);
      d.target.writeNumbered(Path.of(search.target()));
      QueriesDone done = new QueriesDone(Path.of(search.out()), phase);
      for (List<String> command : d.engine.commands(search)) {
        progress.info(String.join(" ", command));
        execute(command, Path.of(search.scratch("log.txt")), done);
      }
      RawRows rows = RawRows.find(Path.of(search.out()));
      OutputFile.writeText(
          output.file(d.table),
          out -> {
            long pairs = rows.write(d.query.names(), d.target.names(), out);
            progress.info("%s: %,d pairs of sequences".formatted(maps.resolve(d.table), pairs));
          });
      OutputFile.writeText(output.file(d.noteFile()), out -> out.write(d.note));
      FileTree.delete(query.resolveSibling(""));
      output.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void execute(List<String> command, Path log, QueriesDone done) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      try {
        process.getOutputStream().close();
        while (!process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
          done.look();
        }
        int status = process.exitValue();
        if (status != 0) {
          throw new InputException(
              "%s ended with status %d: %s".formatted(command.getFirst(), status, lastLine(log)));
        }
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw new InputException(
          "%s cannot be started (%s); install it again"
              .formatted(command.getFirst(), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String lastLine(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((_, last) -> last.strip())
        .orElse("it says nothing");
  }
}
