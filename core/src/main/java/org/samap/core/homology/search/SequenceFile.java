package org.samap.core.homology.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    try (TextLines lines = TextLines.open(path)) {
      while (lines.nextOrComment()) {
        byte[] bytes = lines.bytes();
        if (bytes[lines.start()] == '>') {
          requireLetters(lines, names, ofLast);
          String name = name(lines);
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

  private static String name(TextLines lines) {
    String title = lines.text(lines.start() + 1, lines.end()).strip();
    if (title.isEmpty()) {
      throw lines.error("a sequence has no name; write one after '>'");
    }
    return title.split("\\s", 2)[0];
  }

  /** Writes the sequences plainly, each called by its number in {@link #names}. */
  void writeNumbered(Path target) {
    OutputFile.writeText(
        target,
        out -> {
          try (TextLines lines = TextLines.open(path)) {
            int number = 0;
            while (lines.nextOrComment()) {
              boolean title = lines.bytes()[lines.start()] == '>';
              out.write(title ? ">" + number++ : lines.text());
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
