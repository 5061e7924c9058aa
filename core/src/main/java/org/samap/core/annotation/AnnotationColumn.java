package org.samap.core.annotation;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A kind of column, with all names that it has in versions 1.0 to 2.1 of eggNOG-mapper. Names are
 * compared without case, spaces and punctuation. A column of another kind has just its own name.
 *
 * @param names in lower case, letters and digits only; the most informative first
 */
record AnnotationColumn(List<String> names) {
  static final AnnotationColumn GENE = of("query", "query_name");
  static final AnnotationColumn COG =
      of(
          "COG_category",
          "COG cat",
          "COG Functional cat.",
          "COG Functional Category",
          "COG functional categories",
          "best_og_cat",
          "narr_og_cat");

  private static final List<AnnotationColumn> KINDS =
      List.of(
          GENE,
          COG,
          of("GOs", "GO_terms", "GO", "Gene Ontology terms"),
          of("KEGG_ko", "KEGG_KOs"),
          of("Preferred_name", "predicted_gene_name", "Predicted protein name"),
          of("eggNOG_OGs", "OGs", "Matching_OGs"),
          of("BiGG_Reaction", "BiGG_Reactions"),
          of(
              "Description",
              "eggNOG free text desc.",
              "eggNOG free text description",
              "eggNOG annot",
              "eggNOG_HMM_model_annotation",
              "best_og_desc",
              "narr_og_desc"));

  private static AnnotationColumn of(String... names) {
    return new AnnotationColumn(Stream.of(names).map(AnnotationColumn::plain).toList());
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Whether {@code name} is a name of this kind. */
  boolean is(String name) {
    return names.contains(plain(name));
  }

  /** The position of this kind in a header: that of its first name in the header. */
  OptionalInt in(List<String> header) {
    List<String> plain = header.stream().map(AnnotationColumn::plain).toList();
    return names.stream().mapToInt(plain::indexOf).filter(i -> i >= 0).findFirst();
  }

  /** The position in a header of the column that the user asks for, under this name or another. */
  static OptionalInt find(String asked, List<String> header) {
    int same = header.indexOf(asked);
    if (same >= 0) {
      return OptionalInt.of(same);
    }
    int alike = header.stream().map(AnnotationColumn::plain).toList().indexOf(plain(asked));
    if (alike >= 0 && !plain(asked).isEmpty()) {
      return OptionalInt.of(alike);
    }
    for (AnnotationColumn kind : KINDS) {
      if (kind.is(asked)) {
        return kind.in(header);
      }
    }
    return OptionalInt.empty();
  }
}
