package org.samap.cli.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.Setting;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.anndata.formats.GeneNames;
import org.samap.core.anndata.formats.ReadChoice;
import org.samap.core.anndata.formats.ReadOptions;
import org.samap.core.pipeline.InputFiles;
import org.samap.core.run.InputException;
import picocli.CommandLine.Option;

/** How files of other formats than AnnData are read, per species. */
final class FormatArgs {
  private static final ReadOptions DEFAULTS = ReadOptions.defaults();

  @Option(
      names = "--genome",
      paramLabel = "[ID=]NAME",
      description = "The genome whose genes are read, where a 10x file holds several.")
  private List<Assignment> genome = new ArrayList<>();

  @Option(
      names = "--feature-type",
      paramLabel = "[ID=]TYPE",
      description = "Type of the features that are read of 10x data (default: Gene Expression).")
  private List<Assignment> featureType = new ArrayList<>();

  @Option(
      names = "--gene-names",
      paramLabel = "[ID=]HOW",
      description =
          "What genes of 10x, Matrix Market and loom data are called: symbols (those that repeat"
              + " get -1, -2, ...) or ids (default: symbols).")
  private List<Assignment> geneNames = new ArrayList<>();

  @Option(
      names = "--transpose",
      paramLabel = "ID",
      description =
          "The text table or Matrix Market file of this species has a row for every cell, not for"
              + " every gene; can be repeated.")
  private List<String> transpose = new ArrayList<>();

  @Option(
      names = "--modality",
      paramLabel = "[ID=]NAME",
      description =
          "The modality that is read, where MuData holds several (default: rna or gex, or the only"
              + " one).")
  private List<Assignment> modality = new ArrayList<>();

  /** How the data of a species are read. */
  Setting<ReadOptions> toOptions(Collection<String> ids) {
    transpose.forEach(id -> Assignments.requireSpecies("--transpose", id, ids));
    Setting<Optional<String>> genomeOf =
        new Assignments("--genome", genome).setting(DEFAULTS.genome(), ids, Optional::of);
    Setting<String> typeOf =
        new Assignments("--feature-type", featureType)
            .setting(DEFAULTS.featureType(), ids, type -> type);
    Setting<GeneNames> namesOf =
        new Assignments("--gene-names", geneNames)
            .setting(
                DEFAULTS.geneNames(),
                ids,
                names -> Check.choice("--gene-names", GeneNames.class, names));
    Setting<Optional<String>> modalityOf =
        new Assignments("--modality", modality).setting(DEFAULTS.modality(), ids, Optional::of);
    Map<String, ReadOptions> of = new LinkedHashMap<>();
    for (String id : ids) {
      of.put(
          id,
          new ReadOptions(
              genomeOf.of(id),
              typeOf.of(id),
              namesOf.of(id),
              transpose.contains(id),
              modalityOf.of(id)));
    }
    return new Setting<>(DEFAULTS, of);
  }

  /**
   * Checks that the formats of the species that are named leave a choice.
   *
   * @throws InputException if the option means nothing for one of them
   */
  void requireChoices(Map<String, InputFiles> files) {
    requireChoice("--genome", genome, ReadChoice.GENOME, files);
    requireChoice("--feature-type", featureType, ReadChoice.FEATURE_TYPE, files);
    requireChoice("--gene-names", geneNames, ReadChoice.GENE_NAMES, files);
    requireChoice("--modality", modality, ReadChoice.MODALITY, files);
  }

  private static void requireChoice(
      String option, List<Assignment> given, ReadChoice choice, Map<String, InputFiles> files) {
    for (Assignment a : given) {
      InputFiles of = files.get(a.id());
      if (of != null
          && of.paths().stream().noneMatch(path -> DataFiles.choices(path).contains(choice))) {
        throw new InputException(
            "%s %s=%s: the format of %s leaves no such choice; leave it out"
                .formatted(option, a.id(), a.value(), of.text()));
      }
    }
  }
}
