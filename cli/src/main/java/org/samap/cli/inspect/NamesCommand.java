package org.samap.cli.inspect;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.LayerArgs;
import org.samap.cli.options.Outputs;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.homology.names.FlavorShares;
import org.samap.core.homology.names.GeneOfName;
import org.samap.core.homology.names.NameProposal;
import org.samap.core.homology.names.NameScore;
import org.samap.core.homology.names.NameScorer;
import org.samap.core.homology.names.RenamedFasta;
import org.samap.core.homology.names.SequenceHeader;
import org.samap.core.homology.names.SequenceNames;
import org.samap.core.io.Tsv;
import org.samap.core.pipeline.SpeciesInput;
import org.samap.core.pipeline.SpeciesPreparation;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code samap names}: which sequence belongs to which gene of the data. */
@Command(
    name = "names",
    header = "Matches the names of sequences with the genes of the data.",
    description = {
      "Tries many ways to find the gene in the name or header of each sequence (fields such as"
          + " gene:, gene_symbol: or GN=, names without version, accessions, ...), prints how many"
          + " genes of the data each hits, and writes the table that '--names ID=FILE' of 'samap"
          + " run' takes with the best. All proteins of a gene go to it."
    },
    customSynopsis = "samap names FASTA|GTF --data FILE --out FILE [OPTIONS]",
    footer = {
      "",
      "Example:",
      "  samap names human.fa --data human.h5ad --out human_names.tsv",
      "  samap run --names hs=human_names.tsv --species hs=human.h5ad ..."
    })
public final class NamesCommand implements Job {
  @Parameters(
      paramLabel = "FASTA|GTF",
      arity = "0..1",
      description =
          "The sequences that were or will be searched (FASTA), or an annotation of their"
              + " transcripts and proteins (GTF, GFF3, or a table of transcript, gene and perhaps"
              + " symbol); may be .gz.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "The cells of the species, in any format that 'samap run' reads.")
  private Optional<Path> data = Optional.empty();

  @Mixin private LayerArgs counts = new LayerArgs();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The table of names to write: sequence and gene.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--fasta",
      paramLabel = "FILE",
      description =
          "Also write the sequences named by their genes, the longest of each gene, for a search"
              + " that needs no table of names.")
  private Optional<Path> renamed = Optional.empty();

  @Override
  public void check() {
    file();
    data();
    out();
    renamed();
  }

  @Override
  public void run(JobContext context) {
    SequenceNames sequences = SequenceNames.read(file());
    if (renamed.isPresent() && sequences.kind() != SequenceNames.Kind.FASTA) {
      throw new InputException(
          "--fasta: %s holds no sequences; give FASTA to have it renamed".formatted(file()));
    }
    List<String> genes = SpeciesPreparation.check(species(), false).genes();
    NameProposal proposal = new NameScorer(genes).propose(sequences.headers());
    lines(sequences, genes, proposal).forEach(context.out()::println);
    context.out().flush();
    if (proposal.best().genes() == 0) {
      throw new InputException(
          "no name of %s leads to a gene of %s; give an annotation of these sequences (GTF, GFF3 or a table), and check that both are of one species"
              .formatted(file(), data()));
    }
    write(proposal, context.out());
  }

  private void write(NameProposal proposal, PrintWriter print) {
    Outputs.write(
        out(),
        to ->
            Tsv.write(
                to,
                table -> {
                  for (GeneOfName pair : proposal.pairs()) {
                    table.text(pair.name()).text(pair.gene()).endRow();
                  }
                }));
    print.println();
    print.println(
        proposal.helps()
            ? "%s holds %d names; give --names ID=%s to 'samap run'"
                .formatted(out(), proposal.pairs().size(), out())
            : "%s holds %d names; tables of these sequences match the data as they are"
                .formatted(out(), proposal.pairs().size()));
    renamed()
        .ifPresent(
            to -> {
              Outputs.makeFolderOf(to);
              int written = RenamedFasta.write(file(), proposal.pairs(), to);
              print.println(
                  "%s holds %d sequences; tables of a search with it need no --names"
                      .formatted(to, written));
            });
  }

  private List<String> lines(SequenceNames sequences, List<String> genes, NameProposal proposal) {
    List<String> lines = new ArrayList<>();
    lines.add("%s: %d genes: %s".formatted(data(), genes.size(), FlavorShares.of(genes).text()));
    List<String> names = sequences.headers().stream().map(SequenceHeader::name).toList();
    lines.add("%s: %d names: %s".formatted(file(), names.size(), FlavorShares.of(names).text()));
    lines.add("");
    TextColumns table = new TextColumns(">genes", ">of data", ">sequences", "taking");
    for (NameScore score : proposal.scores()) {
      table.row(
          "" + score.genes(),
          String.format(Locale.ROOT, "%.1f %%", 100.0 * score.genes() / proposal.dataGenes()),
          "" + score.sequences(),
          score.transform().text());
    }
    lines.addAll(table.lines());
    lines.add("");
    lines.add("Without a sequence: " + examples(proposal.onlyInData()));
    lines.add("Without a gene: " + examples(proposal.onlyInSequences()));
    return lines;
  }

  private static String examples(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names) + ", ...";
  }

  private Path file() {
    return Check.file(
        "names", Check.present("names", "FASTA|GTF, the sequences or their annotation", file));
  }

  private Path data() {
    return Check.fileOrFolder("--data", Check.present("names", "--data FILE, the cells", data));
  }

  private SpeciesInput species() {
    SpeciesInput input = SpeciesInput.of("names", data());
    return counts.layer.map(input::withLayer).orElse(input);
  }

  private Path out() {
    return Outputs.file(
        "--out", Check.present("names", "--out FILE, the table to write", out), inputs());
  }

  private List<Path> inputs() {
    List<Path> inputs = new ArrayList<>(DataFiles.files(data()));
    inputs.add(file());
    return inputs;
  }

  private Optional<Path> renamed() {
    renamed.ifPresent(to -> Outputs.file("--fasta", to, inputs()));
    if (renamed.isPresent()
        && renamed.get().toAbsolutePath().normalize().equals(out().toAbsolutePath().normalize())) {
      throw new InputException(
          "--fasta and --out both name %s; give two files".formatted(renamed.get()));
    }
    return renamed;
  }
}
