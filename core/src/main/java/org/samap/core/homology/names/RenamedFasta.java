package org.samap.core.homology.names;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, Integer> chosen = new HashMap<>();
    Map<String, Long> lengths = new HashMap<>();
    try (TextLines lines = TextLines.open(fasta)) {
      String name = "";
      int number = -1;
      long length = 0;
      boolean more = true;
      while (more) {
        more = lines.next();
        boolean header = more && lines.bytes()[lines.start()] == '>';
        if (number >= 0 && (header || !more) && length > lengths.getOrDefault(name, -1L)) {
          lengths.put(name, length);
          chosen.put(name, number);
        }
        if (header) {
          name = newName(SequenceNames.header(lines));
          number++;
          length = 0;
        } else if (more) {
          length += lines.end() - lines.start();
        }
      }
    }
    return chosen;
  }

  private String newName(SequenceHeader header) {
    return geneOf.getOrDefault(header.name(), header.name());
  }

  private void copy(Path fasta, Map<String, Integer> chosen, Writer out) throws IOException {
    try (TextLines lines = TextLines.open(fasta)) {
      int number = -1;
      boolean kept = false;
      while (lines.next()) {
        if (lines.bytes()[lines.start()] == '>') {
          SequenceHeader header = SequenceNames.header(lines);
          String name = newName(header);
          number++;
          kept = chosen.getOrDefault(name, -1) == number;
          if (kept) {
            out.write(
                name.equals(header.name())
                    ? ">" + header.text() + "\n"
                    : (">" + name + " " + header.text()).strip() + "\n");
          }
        } else if (kept) {
          out.write(lines.text());
          out.write('\n');
        }
      }
    }
  }
}
