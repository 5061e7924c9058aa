package org.samap.core.homology.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.samap.core.io.FileTree;
import org.samap.core.io.OutputFile;
import org.samap.core.io.OutputFolder;
import org.samap.core.io.TextLines;
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
 * @param again whether tables that were made otherwise are replaced
 */
public record TableSearch(
    Path maps, ProgramSearch programs, Optional<SearchEngine> engine, int threads, boolean again) {
  private static final int COLUMNS = 12;
  private static final int BIT_SCORE = 11;

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
    for (int a = 0; a < species.size(); a++) {
      for (int b = a + 1; b < species.size(); b++) {
        String folder = species.get(a).id() + species.get(b).id();
        wanted.add(direction(folder, species.get(a), species.get(b)));
        wanted.add(direction(folder, species.get(b), species.get(a)));
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
          "search %s among %s".formatted(d.query.id(), d.target.id()), 0, _ -> search(d, progress));
    }
  }

  private Direction direction(String folder, SequenceFile query, SequenceFile target) {
    SearchEngine chosen = engineFor(query.type(), target.type());
    String table = "%s/%s_to_%s.txt".formatted(folder, query.id(), target.id());
    return new Direction(query, target, chosen, table, note(query, target, chosen));
  }

  private SearchEngine engineFor(SequenceType query, SequenceType target) {
    List<SearchEngine> fitting = engine.stream().collect(Collectors.toCollection(ArrayList::new));
    if (fitting.isEmpty()) {
      fitting.addAll(List.of(SearchEngine.values()));
    }
    fitting.removeIf(e -> !e.fits(query, target));
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

  private String note(SequenceFile query, SequenceFile target, SearchEngine chosen) {
    SearchProgram program = chosen.programs(query.type(), target.type()).getLast();
    String version =
        programs
            .find(program.command())
            .flatMap(file -> programs.version(file, program.versionArguments()))
            .orElse("of unknown version");
    return """
    program %s %s
    query %s %s
    target %s %s
    """
        .formatted(
            program.command(),
            version,
            query.type(),
            query.sha256(),
            target.type(),
            target.sha256());
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
      throw new InputException(note + ": cannot be read (" + e.getMessage() + "); delete it", e);
    }
    throw new InputException(
        "%s: was made from other sequences or by another program; choose another folder, or have it replaced"
            .formatted(file));
  }

  private void search(Direction d, Progress progress) {
    try (OutputFolder output = OutputFolder.prepare(maps)) {
      Path query = output.file("scratch/query.fa");
      SearchEngine.Search search =
          new SearchEngine.Search(
              programs, d.query.type(), d.target.type(), query.resolveSibling(""), threads);
      d.query.writeNumbered(query);
      d.target.writeNumbered(Path.of(search.target()));
      for (List<String> command : d.engine.commands(search)) {
        progress.info(String.join(" ", command));
        execute(command, Path.of(search.scratch("log.txt")));
      }
      List<String> rows = rows(Path.of(search.out()), d);
      progress.info("%s: %d pairs of sequences".formatted(maps.resolve(d.table), rows.size()));
      OutputFile.writeText(
          output.file(d.table),
          out -> {
            for (String row : rows) {
              out.write(row);
              out.write('\n');
            }
          });
      OutputFile.writeText(output.file(d.noteFile()), out -> out.write(d.note));
      FileTree.delete(query.resolveSibling(""));
      output.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void execute(List<String> command, Path log) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      try {
        process.getOutputStream().close();
        int status = process.waitFor();
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

  /** The best row of every pair of sequences, in the order of the queries, by their names. */
  private static List<String> rows(Path raw, Direction d) {
    Map<Long, String[]> best = new LinkedHashMap<>();
    if (Files.exists(raw)) {
      try (TextLines lines = TextLines.open(raw)) {
        while (lines.next()) {
          String[] row = lines.text().split("\t", -1);
          if (row.length != COLUMNS) {
            throw lines.error("the program wrote %d columns for 12".formatted(row.length));
          }
          best.merge(
              ((long) Integer.parseInt(row[0]) << 32) | Integer.parseInt(row[1]),
              row,
              (old, other) -> score(other) > score(old) ? other : old);
        }
      }
    }
    return best.entrySet().stream()
        .sorted((a, b) -> Long.compare(a.getKey() >> 32, b.getKey() >> 32))
        .map(
            e -> {
              String[] row = e.getValue().clone();
              row[0] = d.query.names().get((int) (e.getKey() >> 32));
              row[1] = d.target.names().get(e.getKey().intValue());
              return String.join("\t", Arrays.stream(row).map(String::strip).toList());
            })
        .toList();
  }

  private static double score(String[] row) {
    return Double.parseDouble(row[BIT_SCORE].strip());
  }
}
