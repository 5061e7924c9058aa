package org.samap.core.homology.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.core.io.Fasta;
import org.samap.core.io.OutputFile;
import org.samap.core.io.Sha256;
import org.samap.core.io.TextLines;
import org.samap.core.run.InputException;

/**
 * The sequences of a species in a FASTA file, plain or gzip. A sequence is called by the first word
 * of its title.
 *
 * @param id of the species
 * @param type told, or guessed: nucleotides if nine of ten letters are A, C, G, T, U or N
 * @param names of the sequences, in the order of the file
 * @param letters in all
 * @param sha256 the checksum of the file
 */
public record SequenceFile(
    String id, Path path, SequenceType type, List<String> names, long letters, String sha256) {
  private static final double MOST = 0.9;

  /**
   * Reads and checks the whole file.
   *
   * @throws InputException if it is no FASTA file, has no sequences or gives a name twice
   */
  public static SequenceFile read(String id, Path path, Optional<SequenceType> told) {
    List<String> names = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    long letters = 0;
    long bases = 0;
    long ofLast = 0;
    try (Fasta fasta = Fasta.open(path)) {
      TextLines lines = fasta.line();
      while (fasta.next()) {
        if (fasta.isTitle()) {
          requireLetters(lines, names, ofLast);
          String name = fasta.title().split("\\s", 2)[0];
          if (seen.put(name, names.size()) != null) {
            throw lines.error("the name '" + name + "' is given twice; make the names differ");
          }
          names.add(name);
          ofLast = 0;
          continue;
        }
        if (names.isEmpty()) {
          throw lines.error("it is no FASTA file, which begins with '>'; give sequences");
        }
        byte[] bytes = lines.bytes();
        for (int i = lines.start(); i < lines.end(); i++) {
          int letter = bytes[i] & ~0x20;
          if (letter >= 'A' && letter <= 'Z') {
            ofLast++;
            letters++;
            bases += "ACGTUN".indexOf(letter) >= 0 ? 1 : 0;
          } else if ("*-. \t".indexOf(bytes[i]) < 0) {
            throw lines.error(
                "'%c' stands for no amino acid or base; correct the sequence"
                    .formatted((char) (bytes[i] & 0xFF)));
          }
        }
      }
      if (names.isEmpty()) {
        throw new InputException(path + ": holds no sequences; give a FASTA file");
      }
      requireLetters(lines, names, ofLast);
    }
    SequenceType guess = bases >= MOST * letters ? SequenceType.NUCLEOTIDE : SequenceType.PROTEIN;
    return new SequenceFile(
        id, path, told.orElse(guess), List.copyOf(names), letters, checksum(path));
  }

  private static void requireLetters(TextLines lines, List<String> names, long letters) {
    if (!names.isEmpty() && letters == 0) {
      throw lines.error(
          "the sequence '" + names.getLast() + "' before here is empty; leave it out");
    }
  }

  /** Writes the sequences plainly, each called by its number in {@link #names}. */
  void writeNumbered(Path target) {
    OutputFile.writeText(
        target,
        out -> {
          try (Fasta fasta = Fasta.open(path)) {
            while (fasta.next()) {
              out.write(fasta.isTitle() ? ">" + fasta.number() : fasta.line().text());
              out.write('\n');
            }
          }
        });
  }

  private static String checksum(Path path) {
    try {
      return Sha256.of(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
