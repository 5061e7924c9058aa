package org.samap.cli.inspect;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samap.core.homology.names.FlavorShares;
import org.samap.core.homology.search.SequenceFile;
import org.samap.core.homology.search.SequenceType;

/** What a file of sequences holds, for people, and which commands take it. */
final class FastaLines {
  private FastaLines() {}

  static List<String> of(Path file) {
    SequenceFile sequences = SequenceFile.read("inspect", file, Optional.empty());
    String kind = sequences.type() == SequenceType.PROTEIN ? "proteins" : "nucleotides";
    return List.of(
        file.toString(),
        SpeciesLines.line(
            "sequences",
            "%d of %s, %,d letters".formatted(sequences.names().size(), kind, sequences.letters())),
        SpeciesLines.line("names", FlavorShares.of(sequences.names()).text()),
        SpeciesLines.line("taken by", "samap blast --species ID=" + file + ", to make tables"),
        SpeciesLines.line(
            "", "samap names " + file + " --data FILE, to match its names with genes"));
  }
}
