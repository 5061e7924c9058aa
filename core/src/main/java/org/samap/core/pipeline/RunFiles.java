package org.samap.core.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.samap.core.io.TextTable;
import org.samap.core.run.InputException;

/**
 * The files that samap writes in the folder of a run: the results of the run, and what other
 * commands write there by default. All of them are outdated when another run writes its results
 * there. Any other file in the folder belongs to the user.
 */
public final class RunFiles {
  private static final String ID = "{id}";

  /** The parameters and costs of the run, by which its mapping can be repeated. */
  private static final String REPORT = "run.json";

  /** The files that every run writes, for any species. */
  private static final List<String> RESULTS =
      List.of(
          RunFolder.COMBINED,
          REPORT,
          "mapping_scores.tsv",
          "mapping_table.tsv",
          RunFolder.ALIGNMENT,
          "homology.tsv.gz");

  /** The files that depend on the species or are made from a finished run. */
  private static final List<String> OTHERS =
      List.of(
          "{id}.h5ad",
          "iterations/{number}.h5ad",
          "report.html",
          "scores/mapping_scores.tsv",
          "scores/mapping_table.tsv",
          "scores/score_statistics.tsv",
          "scores/degeneracy.tsv",
          "scores/score_replicates.tsv",
          "scores/donor_scores.tsv",
          "match_confidence.tsv",
          "stability.tsv",
          "transfer/{id}_from_{id}.tsv",
          "markers.tsv",
          "gene_pairs.tsv",
          "gene_pairs.{id}_{label}.{id}_{label}.tsv",
          "enrichment.tsv",
          "modules/gene_modules.tsv",
          "modules/mapping_modules.tsv",
          "modules/module_scores.tsv",
          "homology_delta.tsv.gz",
          "divergence/divergent_genes.tsv",
          "divergence/divergence_tests.tsv",
          "paralog_substitutions.tsv",
          "orthogroups.tsv",
          "triangles/cell_type_triangles.tsv",
          "triangles/gene_triangles.tsv",
          "families/families.tsv",
          "families/family_nodes.tsv",
          "families/family_pairs.tsv");

  private RunFiles() {}

  /** The names of the results of a run. */
  public static List<String> results(Collection<String> ids, int iterations) {
    return Stream.of(
            RESULTS.stream(),
            ids.stream().map(id -> id + ".h5ad"),
            IntStream.range(1, iterations).mapToObj(RunFolder::iterationFile))
        .flatMap(names -> names)
        .toList();
  }

  /** The existing results of a finished run that other commands read. */
  public static List<Path> readIn(Path folder) {
    return Stream.of(
            Stream.of(RunFolder.COMBINED, REPORT),
            species(folder).stream().map(id -> id + ".h5ad"),
            IntStream.iterate(1, i -> i + 1)
                .mapToObj(RunFolder::iterationFile)
                .takeWhile(name -> Files.exists(folder.resolve(name))))
        .flatMap(names -> names)
        .map(folder::resolve)
        .filter(Files::exists)
        .toList();
  }

  /**
   * The names of the files that a command writes in its own folder.
   *
   * @param part the name of that folder inside the folder of a run
   * @param ids the species
   */
  public static List<String> madeIn(String part, Collection<String> ids) {
    return OTHERS.stream()
        .filter(name -> name.startsWith(part + "/"))
        .map(name -> name.substring(part.length() + 1))
        .flatMap(name -> ofSpecies(name, ids))
        .toList();
  }

  /** One name for each species, or for each pair of species. */
  private static Stream<String> ofSpecies(String name, Collection<String> ids) {
    return name.contains(ID)
        ? ids.stream()
            .flatMap(
                id ->
                    ofSpecies(
                        name.replaceFirst(Pattern.quote(ID), Matcher.quoteReplacement(id)), ids))
        : Stream.of(name);
  }

  /** A result of a run in a folder, if there is one. */
  public static Optional<Path> resultIn(Path folder) {
    return RESULTS.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  /**
   * The files of a run and the files made from it.
   *
   * @param folder the folder of the next run
   * @param inputs the files that the next run reads, which are not outdated
   * @return the existing files; none if the folder holds no result of a run
   * @throws InputException if the folder cannot be read
   */
  public static List<Path> outdated(Path folder, Collection<Path> inputs) {
    if (resultIn(folder).isEmpty()) {
      return List.of();
    }
    Pattern made = made(species(folder));
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> made.matcher(nameIn(folder, file)).matches())
          .filter(file -> inputs.stream().noneMatch(input -> isSame(file, input)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw InputException.unreadable(folder, e);
    }
  }

  private static String nameIn(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** A pattern for the names of files that samap writes for these species. */
  private static Pattern made(Set<String> ids) {
    String id = ids.stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")"));
    return Pattern.compile(
        Stream.concat(RESULTS.stream(), ids.isEmpty() ? ofAnySpecies() : OTHERS.stream())
            .map(name -> name.replace(".", "\\.").replace("{number}", "[0-9]+"))
            .map(name -> name.replace(ID, id).replace("{label}", "[^/]*"))
            .collect(Collectors.joining("|")));
  }

  private static Stream<String> ofAnySpecies() {
    return OTHERS.stream().filter(name -> !name.contains(ID));
  }

  /** The species that the files of a run still name; these can be edited or damaged. */
  private static Set<String> species(Path folder) {
    Set<String> ids = new LinkedHashSet<>();
    try {
      ids.addAll(FinishedRun.speciesOfRun(folder));
    } catch (InputException _) {
      // The table may still name them.
    }
    try (TextTable alignment = TextTable.open(folder.resolve(RunFolder.ALIGNMENT))) {
      while (alignment.next()) {
        ids.addAll(alignment.fields().stream().skip(1).limit(2).toList());
      }
    } catch (InputException _) {
      // Only the combined file names species, if any file does.
    }
    return ids;
  }

  private static boolean isSame(Path file, Path input) {
    try {
      return Files.exists(input) && Files.isSameFile(file, input);
    } catch (IOException e) {
      throw InputException.unreadable(input, e);
    }
  }
}
