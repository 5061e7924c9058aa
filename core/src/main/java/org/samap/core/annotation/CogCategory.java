package org.samap.core.annotation;

import java.util.Map;

/**
 * The functional categories of the Clusters of Orthologous Genes, each named by a letter.
 *
 * <p>Galperin et al. 2021, doi:10.1093/nar/gkaa1018.
 */
final class CogCategory {
  private static final Map<Character, String> NAMES =
      Map.ofEntries(
          Map.entry('J', "Translation, ribosomal structure and biogenesis"),
          Map.entry('A', "RNA processing and modification"),
          Map.entry('K', "Transcription"),
          Map.entry('L', "Replication, recombination and repair"),
          Map.entry('B', "Chromatin structure and dynamics"),
          Map.entry('D', "Cell cycle control, cell division, chromosome partitioning"),
          Map.entry('Y', "Nuclear structure"),
          Map.entry('V', "Defense mechanisms"),
          Map.entry('T', "Signal transduction mechanisms"),
          Map.entry('M', "Cell wall/membrane/envelope biogenesis"),
          Map.entry('N', "Cell motility"),
          Map.entry('Z', "Cytoskeleton"),
          Map.entry('W', "Extracellular structures"),
          Map.entry('U', "Intracellular trafficking, secretion, and vesicular transport"),
          Map.entry('O', "Posttranslational modification, protein turnover, chaperones"),
          Map.entry('X', "Mobilome: prophages, transposons"),
          Map.entry('C', "Energy production and conversion"),
          Map.entry('G', "Carbohydrate transport and metabolism"),
          Map.entry('E', "Amino acid transport and metabolism"),
          Map.entry('F', "Nucleotide transport and metabolism"),
          Map.entry('H', "Coenzyme transport and metabolism"),
          Map.entry('I', "Lipid transport and metabolism"),
          Map.entry('P', "Inorganic ion transport and metabolism"),
          Map.entry('Q', "Secondary metabolites biosynthesis, transport and catabolism"),
          Map.entry('R', "General function prediction only"),
          Map.entry('S', "Function unknown"));

  private CogCategory() {}

  /** The category of a letter; empty if there is none. */
  static String name(char letter) {
    return NAMES.getOrDefault(letter, "");
  }
}
