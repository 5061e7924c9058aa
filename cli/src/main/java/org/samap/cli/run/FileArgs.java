package org.samap.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.Setting;
import org.samap.cli.options.SpeciesIds;
import org.samap.core.anndata.counts.GeneJoin;
import org.samap.core.pipeline.InputFiles;
import org.samap.core.run.InputException;
import picocli.CommandLine.Option;

/** The files of each species. */
final class FileArgs {
  @Option(
      names = "--species",
      paramLabel = "ID=FILE",
      description =
          "A species: a short id and its data, AnnData (.h5ad, .zarr), MuData, a 10x Genomics HDF5"
              + " file (.h5), loom, a Matrix Market file (.mtx) or folder, or a text table, such as"
              + " hs=human.h5ad. Give one for each species, at least two. The id becomes part of"
              + " gene and file names. Give an id again for another file of the same species.")
  private List<Assignment> species = new ArrayList<>();

  @Option(
      names = "--join-genes",
      paramLabel = "[ID=]HOW",
      description =
          "Which genes are used of several files of a species: intersection (those that all have)"
              + " or union (default: intersection).")
  private List<Assignment> joinGenes = new ArrayList<>();

  /**
   * The files of each species, in the order given.
   *
   * @throws InputException if an id cannot be used, or a file is missing
   */
  Map<String, InputFiles> toFiles() {
    Map<String, List<String>> given =
        Assignments.lists("--species", species, "ID=FILE, such as hs=human.h5ad");
    SpeciesIds.require("--species", given.keySet());
    Setting<GeneJoin> joinOf =
        new Assignments("--join-genes", joinGenes)
            .setting(
                GeneJoin.INTERSECTION,
                given.keySet(),
                how -> Check.choice("--join-genes", GeneJoin.class, how));
    Map<String, InputFiles> files = new LinkedHashMap<>();
    given.forEach(
        (id, names) ->
            files.put(
                id,
                new InputFiles(
                    names.stream()
                        .map(name -> Check.fileOrFolder("--species " + id, Path.of(name)))
                        .toList(),
                    joinOf.of(id))));
    return files;
  }
}
