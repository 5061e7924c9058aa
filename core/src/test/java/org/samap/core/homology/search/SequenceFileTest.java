package org.samap.core.homology.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.run.InputException;

class SequenceFileTest {
  private static final String PROTEINS = ">sp|P1|A_HUMAN first\nMKV\nLL*\n\n>b.1\nMWWYQ\n";

  @TempDir Path folder = Path.of("");

  @Test
  void callsSequencesByTheFirstWordOfTheirTitles() throws IOException {
    SequenceFile file = read(PROTEINS);
    assertThat(file.names()).containsExactly("sp|P1|A_HUMAN", "b.1");
    assertThat(file.type()).isEqualTo(SequenceType.PROTEIN);
    assertThat(file.letters()).isEqualTo(10);
  }

  @Test
  void takesSequencesOfFourLettersForNucleotides() throws IOException {
    assertThat(read(">a\nACGTNACGGA\nacguacgtac\n").type()).isEqualTo(SequenceType.NUCLEOTIDE);
    assertThat(
            SequenceFile.read("hs", file(">a\nGATTACA\n"), Optional.of(SequenceType.PROTEIN))
                .type())
        .isEqualTo(SequenceType.PROTEIN);
  }

  @Test
  void readsWhatOtherSystemsWrite() throws IOException {
    Path gzip = folder.resolve("sequences");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(("\ufeff" + PROTEINS.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8));
    }
    SequenceFile file = SequenceFile.read("hs", gzip, Optional.empty());
    assertThat(file.names()).containsExactly("sp|P1|A_HUMAN", "b.1");
    Path plain = folder.resolve("numbered.fa");
    file.writeNumbered(plain);
    assertThat(plain).hasContent(">0\nMKV\nLL*\n>1\nMWWYQ\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''              | holds no sequences
          name,value      | line 1: it is no FASTA file
          >a;MK;>a;MK     | line 3: the name 'a' is given twice
          >;MK            | line 1: a sequence has no name
          >a;>b;MK        | line 2: the sequence 'a' before here is empty
          >a;MK;>b        | line 3: the sequence 'b' before here is empty
          >a;MK7          | line 2: '7' stands for no amino acid or base
          """)
  void refusesWhatIsNoSequences(String text, String message) throws IOException {
    Path file = file(text.replace(";", "\n"));
    assertThatThrownBy(() -> SequenceFile.read("hs", file, Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  private SequenceFile read(String text) throws IOException {
    return SequenceFile.read("hs", file(text), Optional.empty());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("sequences.fa"), text);
  }
}
