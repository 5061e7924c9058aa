package org.samap.core.homology.search;

import static org.samap.core.homology.search.SequenceType.NUCLEOTIDE;
import static org.samap.core.homology.search.SequenceType.PROTEIN;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that searches sequences, with the settings of the published method: E-value up to 1e-6,
 * one alignment for a pair of sequences. Nucleotides are compared as the proteins that they code
 * for.
 */
public enum SearchEngine {
  /** Buchfink, Reuter, Drost 2021, doi:10.1038/s41592-021-01101-x; searches proteins alone. */
  // It masks repeats unless told, and so loses three of five pairs that BLAST+ finds.
  DIAMOND("--evalue 1e-6 --max-hsps 1 --max-target-seqs 500 --very-sensitive --masking 0") {
    @Override
    public boolean fits(SequenceType query, SequenceType target) {
      return target == PROTEIN;
    }

    @Override
    public List<SearchProgram> programs(SequenceType query, SequenceType target) {
      return List.of(SearchProgram.DIAMOND);
    }

    @Override
    List<List<String>> commands(Search s) {
      String program = s.program(SearchProgram.DIAMOND);
      String database = s.scratch("diamond");
      String threads = "" + s.threads();
      return List.of(
          List.of(program, "makedb", "--in", s.target(), "--db", database, "--threads", threads),
          withSettings(
              program,
              s.queryType() == PROTEIN ? "blastp" : "blastx",
              "--query",
              s.query(),
              "--db",
              database,
              "--out",
              s.out(),
              "--outfmt",
              "6",
              "--threads",
              threads));
    }
  },
  /** Steinegger, Soeding 2017, doi:10.1038/nbt.3988. */
  MMSEQS("-e 1e-6 -s 7.5 --max-seqs 500") {
    @Override
    public boolean fits(SequenceType query, SequenceType target) {
      return true;
    }

    @Override
    public List<SearchProgram> programs(SequenceType query, SequenceType target) {
      return List.of(SearchProgram.MMSEQS2);
    }

    @Override
    List<List<String>> commands(Search s) {
      String program = s.program(SearchProgram.MMSEQS2);
      boolean translated = s.queryType() == NUCLEOTIDE && s.targetType() == NUCLEOTIDE;
      String target = s.gpu() ? s.scratch("padded") : s.target();
      List<String> search =
          withSettings(
              program,
              "easy-search",
              s.query(),
              target,
              s.out(),
              s.scratch("mmseqs"),
              "--search-type",
              translated ? "2" : "0",
              "--threads",
              "" + s.threads());
      if (!s.gpu()) {
        return List.of(search);
      }
      // A GPU reads targets that are padded to whole words; releases from 16 on know how.
      String database = s.scratch("targets");
      return List.of(
          List.of(program, "createdb", s.target(), database),
          List.of(program, "makepaddedseqdb", database, target),
          Stream.concat(search.stream(), Stream.of("--gpu", "1")).toList());
    }
  },
  /** Camacho et al. 2009, doi:10.1186/1471-2105-10-421. */
  BLAST("-evalue 1e-6 -max_hsps 1") {
    @Override
    public boolean fits(SequenceType query, SequenceType target) {
      return true;
    }

    @Override
    public List<SearchProgram> programs(SequenceType query, SequenceType target) {
      return List.of(SearchProgram.MAKEBLASTDB, search(query, target));
    }

    @Override
    List<List<String>> commands(Search s) {
      String database = s.scratch("blast");
      return List.of(
          List.of(
              s.program(SearchProgram.MAKEBLASTDB),
              "-in",
              s.target(),
              "-out",
              database,
              "-dbtype",
              s.targetType() == PROTEIN ? "prot" : "nucl"),
          withSettings(
              s.program(search(s.queryType(), s.targetType())),
              "-query",
              s.query(),
              "-db",
              database,
              "-out",
              s.out(),
              "-outfmt",
              "6",
              "-num_threads",
              "" + s.threads()));
    }

    private SearchProgram search(SequenceType query, SequenceType target) {
      if (query == PROTEIN) {
        return target == PROTEIN ? SearchProgram.BLASTP : SearchProgram.TBLASTN;
      }
      return target == PROTEIN ? SearchProgram.BLASTX : SearchProgram.TBLASTX;
    }
  };

  private final String settings;

  /**
   * @param settings its arguments: the E-value, and no more targets of a query than the 500 that
   *     BLAST+ reports unless told
   */
  SearchEngine(String settings) {
    this.settings = settings;
  }

  /** The arguments of a search that decide what it finds. */
  String settings() {
    return settings;
  }

  List<String> withSettings(String... command) {
    return Stream.concat(Stream.of(command), Stream.of(settings.split(" "))).toList();
  }

  /** Whether it can search such queries among such targets. */
  public abstract boolean fits(SequenceType query, SequenceType target);

  /** The programs that it needs for that. */
  public abstract List<SearchProgram> programs(SequenceType query, SequenceType target);

  /** The command lines that write the rows of BLAST's format 6, one after the other. */
  abstract List<List<String>> commands(Search search);

  /**
   * A search of all queries among all targets.
   *
   * @param programs where to find the programs
   * @param folder for the engine's own files
   * @param gpu whether a GPU does it, which MMseqs2 alone can use
   */
  record Search(
      ProgramSearch programs,
      SequenceType queryType,
      SequenceType targetType,
      Path folder,
      int threads,
      boolean gpu) {

    String program(SearchProgram program) {
      return programs.find(program.command()).orElseThrow().toString();
    }

    String query() {
      return scratch("query.fa");
    }

    String target() {
      return scratch("target.fa");
    }

    String out() {
      return scratch("rows.txt");
    }

    String scratch(String name) {
      return folder.resolve(name).toString();
    }
  }
}
