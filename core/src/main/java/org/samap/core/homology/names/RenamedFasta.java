package org.samap.core.homology.names;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.io.Fasta;
import org.samap.core.io.OutputFile;
import org.samap.core.io.TextLines;

/**
 * Writes FASTA whose sequences are named by the genes of the data, so that a search of them needs
 * no table of names. Of the sequences of a gene the longest is kept (of equals the first), since a
 * search needs names that are distinct. Sequences without a gene keep their name.
 */
public final class RenamedFasta {
  private final Map<String, String> geneOf = new HashMap<>();

  private RenamedFasta(List<GeneOfName> genes) {
    genes.forEach(g -> geneOf.putIfAbsent(g.name(), g.gene()));
  }

  /**
   * Two passes over the sequences; compressed if the name of {@code to} ends in {@code .gz}.
   *
   * @param genes the gene of each sequence that has one
   * @return how many sequences were written
   * @throws org.samap.core.run.InputException if one of the files cannot be read or written
   */
  public static int write(Path fasta, List<GeneOfName> genes, Path to) {
    RenamedFasta renamed = new RenamedFasta(genes);
    Map<String, Integer> chosen = renamed.longest(fasta);
    OutputFile.Text content = out -> renamed.copy(fasta, chosen, out);
    if (to.toString().endsWith(".gz")) {
      OutputFile.writeGzip(to, content);
    } else {
      OutputFile.writeText(to, content);
    }
    return chosen.size();
  }

  /** The number of the sequence that each new name is given to. */
  private Map<String, Integer> longest(Path fasta) {
    List<String> names = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    try (Fasta sequences = Fasta.open(fasta)) {
      while (sequences.next()) {
        if (sequences.isTitle()) {
          names.add(newName(SequenceHeader.parse(sequences.title())));
          lengths.add(0L);
        } else if (!names.isEmpty()) {
          TextLines line = sequences.line();
          lengths.set(sequences.number(), lengths.getLast() + line.end() - line.start());
        }
      }
    }
    Map<String, Integer> chosen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      chosen.merge(names.get(i), i, (a, b) -> lengths.get(b) > lengths.get(a) ? b : a);
    }
    return chosen;
  }

  private String newName(SequenceHeader header) {
    return geneOf.getOrDefault(header.name(), header.name());
  }

  private void copy(Path fasta, Map<String, Integer> chosen, Writer out) throws IOException {
    try (Fasta sequences = Fasta.open(fasta)) {
      boolean kept = false;
      while (sequences.next()) {
        if (sequences.isTitle()) {
          SequenceHeader header = SequenceHeader.parse(sequences.title());
          String name = newName(header);
          kept = chosen.getOrDefault(name, -1) == sequences.number();
          if (kept) {
            out.write(
                name.equals(header.name())
                    ? ">" + header.text() + "\n"
                    : (">" + name + " " + header.text()).strip() + "\n");
          }
        } else if (kept) {
          out.write(sequences.line().text());
          out.write('\n');
        }
      }
    }
  }
}
