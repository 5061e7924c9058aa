package org.samap.core.homology.names;

import java.util.regex.Pattern;

/** The kinds of ids that genes, transcripts and proteins have, the most specific first. */
public enum IdFlavor {
  ENSEMBL_GENE("Ensembl genes", "ENS[A-Z]{0,6}G\\d{11}"),
  ENSEMBL_GENE_VERSION("Ensembl genes with version", "ENS[A-Z]{0,6}G\\d{11}\\.\\d+(_PAR_Y)?"),
  ENSEMBL_TRANSCRIPT("Ensembl transcripts", "ENS[A-Z]{0,6}T\\d{11}"),
  ENSEMBL_TRANSCRIPT_VERSION(
      "Ensembl transcripts with version", "ENS[A-Z]{0,6}T\\d{11}\\.\\d+(_PAR_Y)?"),
  ENSEMBL_PROTEIN("Ensembl proteins", "ENS[A-Z]{0,6}P\\d{11}"),
  ENSEMBL_PROTEIN_VERSION("Ensembl proteins with version", "ENS[A-Z]{0,6}P\\d{11}\\.\\d+(_PAR_Y)?"),
  REFSEQ_TRANSCRIPT("RefSeq transcripts", "[NX][MR]_\\d{6,9}(\\.\\d+)?"),
  REFSEQ_PROTEIN("RefSeq proteins", "[NXWYA]P_\\d{6,9}(\\.\\d+)?"),
  NCBI_GENE("NCBI gene numbers", "(GeneID:|LOC)?\\d+"),
  UNIPROT_HEADER("UniProt entries (sp|ACC|NAME)", "(sp|tr)\\|[A-Z0-9-]+\\|\\w+"),
  UNIPROT_ACCESSION(
      "UniProt accessions",
      "([OPQ]\\d[A-Z0-9]{3}\\d|[A-NR-Z]\\d([A-Z][A-Z0-9]{2}\\d){1,2})(-\\d+)?"),
  UNIPROT_NAME("UniProt names", "[A-Z0-9]{1,10}_[A-Z][A-Z0-9]{4}"),
  FLYBASE("FlyBase", "FB(gn|tr|pp)\\d{7}"),
  WORMBASE("WormBase", "WBGene\\d{8}(\\.\\d+)?"),
  ZFIN("ZFIN", "ZDB-GENE-\\d{6}-\\d+"),
  MGI("MGI", "MGI:\\d+"),
  HGNC("HGNC", "HGNC:\\d+"),
  TRINITY_TRANSCRIPT("Trinity transcripts", "TRINITY_\\w+_i\\d+(\\.p\\d+)?"),
  TRINITY_GENE("Trinity genes", "TRINITY_\\w+_g\\d+"),
  SYMBOL_UPPER("symbols in capitals, as of human", "[A-Z][A-Z0-9]*(orf[A-Z0-9]+)?([-.][A-Z0-9]+)*"),
  SYMBOL_CAPITALISED(
      "capitalised symbols, as of mouse", "([A-Z][a-z0-9]+|\\d+[A-Z]\\d+Rik)([-.][A-Za-z0-9]+)*"),
  SYMBOL_LOWER("symbols in lower case, as of zebrafish", "[a-z][a-z0-9]*([-:.][A-Za-z0-9]+)*"),
  OTHER("other names", ".*");

  private final String text;
  private final Pattern pattern;

  IdFlavor(String text, String pattern) {
    this.text = text;
    this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
  }

  /** The kind of a name. */
  public static IdFlavor of(String name) {
    for (IdFlavor flavor : values()) {
      if (flavor.pattern.matcher(name).matches()) {
        return flavor;
      }
    }
    return OTHER;
  }

  /** For people: {@code Ensembl genes with version}. */
  public String text() {
    return text;
  }
}
