package org.samap.core.homology.layouts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.samap.core.run.InputException;

/** A folder of the tables of sequence searches, in one of the layouts that people have. */
public final class TableFolder {
  private static final int SHOWN = 8;

  private final Path folder;
  private final List<TableLayout> layouts;

  private TableFolder(Path folder, List<TableLayout> layouts) {
    this.folder = folder;
    this.layouts = layouts;
  }

  /**
   * @throws InputException if there is no such folder
   */
  public static TableFolder in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "there is no folder " + folder + "; give the one that holds the tables of a search");
    }
    List<TableLayout> layouts =
        new ArrayList<>(List.of(new SpeciesFolders(folder), new FlatFolder(folder)));
    OrthoFinderFolder.in(folder).ifPresent(layouts::add);
    return new TableFolder(folder, layouts);
  }

  /**
   * The table of a's sequences among b's: of the first layout that has one.
   *
   * @throws InputException if it has several
   */
  public Optional<TableFile> find(String a, String b) {
    return layout(a, b).map(layout -> layout.tables(a, b)).map(tables -> only(tables, a, b));
  }

  private TableFile only(List<TableFile> tables, String a, String b) {
    if (tables.size() > 1) {
      throw new InputException(
          "%s has several tables of %s among %s: %s; leave one of them"
              .formatted(
                  folder,
                  a,
                  b,
                  tables.stream()
                      .map(table -> table.file().getFileName().toString())
                      .collect(Collectors.joining(", "))));
    }
    return tables.getFirst();
  }

  private Optional<TableLayout> layout(String a, String b) {
    return layouts.stream().filter(layout -> !layout.tables(a, b).isEmpty()).findFirst();
  }

  /**
   * The table of a's sequences among b's.
   *
   * @throws InputException if there is none or there are several
   */
  public TableFile get(String a, String b) {
    return find(a, b)
        .orElseThrow(
            () ->
                new InputException(
                    "%s has no table of the genes of %s among those of %s (looked for %s); it holds %s"
                        .formatted(
                            folder,
                            a,
                            b,
                            layouts.stream()
                                .map(layout -> layout.lookedFor(a, b))
                                .collect(Collectors.joining(", ")),
                            content(a, b))));
  }

  /** How the table of a's sequences among b's was found, if not in folders by species. */
  public Optional<String> told(String a, String b) {
    return layout(a, b)
        .filter(layout -> !(layout instanceof SpeciesFolders))
        .map(
            layout ->
                "%s: read as %s, such as %s"
                    .formatted(folder, layout.described(), get(a, b).file().getFileName()));
  }

  /** A few names of what is in the folder, and in that of the two species. */
  private String content(String a, String b) {
    List<String> names = new ArrayList<>();
    for (String name : names(folder)) {
      Path inside = folder.resolve(name);
      boolean ofBoth = name.equals(a + b) || name.equals(b + a);
      names.add(
          !Files.isDirectory(inside)
              ? name
              : ofBoth ? "%s/ (%s)".formatted(name, shown(names(inside))) : name + "/");
    }
    return shown(names);
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw InputException.unreadable(folder, e);
    }
  }

  private static String shown(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.isEmpty()
        ? "nothing"
        : names.size() > SHOWN ? "%s and %d more".formatted(first, names.size() - SHOWN) : first;
  }
}
