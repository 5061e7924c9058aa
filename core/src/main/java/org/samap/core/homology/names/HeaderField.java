package org.samap.core.homology.names;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a header holds the name of the gene, the simplest place first. Each is a pure function from
 * a header to a name; where the header lacks the field, there is none.
 */
public enum HeaderField {
  NAME("the name as it is", "^(.+)$", Where.NAME),
  FIRST_WORD("the first word of the name", "^(\\S+)\\s", Where.NAME),
  GENE_COLON("the field gene: of the header", "(?:^|[\\s;])gene:([^\\s;]+)", Where.TEXT),
  GENE_SYMBOL("the field gene_symbol: of the header", "\\bgene_symbol:([^\\s;]+)", Where.TEXT),
  GENE_EQUALS("the field gene= of the header", "(?:^|[\\s;\\[])gene=([^\\s;\\]]+)", Where.TEXT),
  GENE_ID("the field gene_id of the header", "\\bgene_id[=:]\\s*([^\\s;\\]]+)", Where.TEXT),
  GENE_NAME("the field gene_name of the header", "\\bgene_name[=:]\\s*([^\\s;\\]]+)", Where.TEXT),
  NCBI_GENE_ID("the NCBI gene number of the header", "\\bGeneID:(\\d+)", Where.TEXT),
  LOCUS("the field locus of the header", "\\blocus(?:_tag)?=([^\\s;\\]]+)", Where.TEXT),
  PARENT("the first parent of the header", "\\bparent=([^\\s;,]+)", Where.TEXT),
  UNIPROT_GENE("the field GN= of the header", "\\bGN=(\\S+)", Where.TEXT),
  UNIPROT_ACCESSION("the accession of sp|ACC|NAME", "^(?:sp|tr)\\|([^|-]+)", Where.NAME),
  UNIPROT_NAME("the name of sp|ACC|NAME", "^(?:sp|tr)\\|[^|]+\\|([^|\\s]+)", Where.NAME),
  UNIPROT_STEM(
      "the name of sp|ACC|NAME up to _",
      "^(?:(?:sp|tr)\\|[^|]+\\|)?([^|_\\s]+)_[A-Z][A-Z0-9]{2,4}$",
      Where.NAME),
  PIPE_GENE("the Ensembl gene between |", "\\|(ENS[A-Z]{0,6}G\\d{11}(?:\\.\\d+)?)\\|", Where.NAME),
  PIPE_SYMBOL("the symbol between |", "\\|[^|]+-\\d{3}\\|([^|]+)\\|", Where.NAME),
  REF("the accession of ref|ACC|", "\\b(?:ref|gb|emb|dbj)\\|([^|\\s]+)", Where.NAME),
  TRINITY_GENE(
      "the Trinity gene",
      "(TRINITY_\\w+?_g\\d+(?=_i\\d)|\\bc\\d+_g\\d+(?=_i\\d)|\\bcomp\\d+_c\\d+(?=_seq\\d))",
      Where.NAME),
  WITHOUT_ISOFORM(
      "the name without its isoform",
      "^(?:(.+?)(?:[.-](?:[tTmM]\\d+|mRNA[-.]?\\d+|[PR][A-Z]{1,2})|_i\\d+)(?:\\.p\\d+)?"
          + "|([A-Z0-9]+\\.\\d+)[a-z](?:\\.\\d+)?)$",
      Where.NAME);

  private enum Where {
    NAME,
    TEXT
  }

  private final String text;
  private final Pattern pattern;
  private final Where where;

  HeaderField(String text, String pattern, Where where) {
    this.text = text;
    this.pattern = Pattern.compile(pattern);
    this.where = where;
  }

  /** What the field holds. */
  public Optional<String> of(SequenceHeader header) {
    Matcher found = pattern.matcher(where == Where.NAME ? header.name() : header.text());
    if (!found.find()) {
      return Optional.empty();
    }
    for (int group = 1; group <= found.groupCount(); group++) {
      Optional<String> value = Optional.ofNullable(found.group(group));
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  /** For people. */
  public String text() {
    return text;
  }
}
