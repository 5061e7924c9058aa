package org.samap.core.genome;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.samap.core.anndata.formats.GeneNames;
import org.samap.core.homology.names.FeatureLine;
import org.samap.core.io.TextLines;
import org.samap.core.run.InputException;

/**
 * The genes of a GTF annotation (Ensembl, GENCODE, RefSeq, StringTie, BRAKER). A gene reaches from
 * the first base of its lines to the last one, so lines of the type gene are not needed.
 *
 * @param file the annotation
 * @param genes in the order of the file
 * @param split genes with parts on another chromosome or strand; only the first place counts
 */
public record GeneModels(Path file, List<GeneModel> genes, int split) {
  private static final List<String> TYPES = List.of("gene", "transcript", "mRNA", "exon");
  private static final List<String> GENES = List.of("gene");

  public GeneModels {
    genes = List.copyOf(genes);
  }

  /**
   * Reads the places of the genes of an annotation, plain or gzip, but not all exons: where there
   * are lines of genes, these are enough.
   *
   * @throws InputException if it is damaged, is no GTF, or has no genes
   */
  public static GeneModels readPlaces(Path file) {
    return read(file, false);
  }

  /**
   * Reads an annotation, plain or gzip. Memory for its genes and exons.
   *
   * @throws InputException if it is damaged, is no GTF, or has no genes
   */
  public static GeneModels read(Path file) {
    return read(file, true);
  }

  private static GeneModels read(Path file, boolean exons) {
    List<String> types = TYPES;
    Map<String, Draft> drafts = new LinkedHashMap<>();
    Set<String> split = new HashSet<>();
    try (TextLines lines = TextLines.open(file)) {
      while (lines.next()) {
        requireWhole(lines);
        Optional<FeatureLine> feature = FeatureLine.read(lines, false, types);
        if (feature.isPresent()) {
          add(feature.get(), lines, drafts, split);
          types = !exons && feature.get().type().equals("gene") ? GENES : types;
        }
      }
    }
    if (drafts.isEmpty()) {
      throw new InputException(
          file + " holds no gene, transcript or exon; give a gene annotation in GTF");
    }
    return new GeneModels(file, drafts.values().stream().map(Draft::model).toList(), split.size());
  }

  /** A line that was cut within a text still has all its columns. */
  private static void requireWhole(TextLines lines) {
    int quotes = 0;
    for (int at = lines.start(); at < lines.end(); at++) {
      quotes += lines.bytes()[at] == '"' ? 1 : 0;
    }
    if (quotes % 2 != 0) {
      throw lines.error("a quote is not closed; write or download the GTF again in full");
    }
  }

  private static void add(
      FeatureLine feature, TextLines lines, Map<String, Draft> drafts, Set<String> split) {
    String id = feature.first("gene_id");
    if (id.isEmpty()) {
      throw lines.error(
          FeatureLine.isGff3(lines.text())
              ? "it is GFF3, not GTF; convert it with 'gffread -T' or 'agat_convert_sp_gff2gtf.pl'"
              : "the %s has no gene_id; write or download the GTF again".formatted(feature.type()));
    }
    Place place = place(lines);
    Draft draft = drafts.computeIfAbsent(id, _ -> new Draft(feature, place));
    if (draft.place.chromosome().equals(place.chromosome())
        && draft.place.forward() == place.forward()) {
      draft.add(feature, place.span());
    } else {
      split.add(id);
    }
  }

  private static Place place(TextLines lines) {
    String[] columns = lines.text().split("\t", 8);
    int start = position(columns[3], lines);
    int end = position(columns[4], lines);
    if (start < 1 || end < start) {
      throw lines.error(
          "it begins at %d and ends at %d; write or download the GTF again".formatted(start, end));
    }
    return new Place(columns[0], new Span(start - 1, end), !columns[6].equals("-"));
  }

  private static int position(String text, TextLines lines) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw lines.error("'%s' is no position; write or download the GTF again".formatted(text));
    }
  }

  /** These genes without those of other biotypes. */
  public GeneModels ofBiotype(String biotype) {
    List<GeneModel> kept = genes.stream().filter(g -> g.biotype().equals(biotype)).toList();
    if (kept.isEmpty()) {
      throw InputException.about(
          "biotype",
          "%s has no genes of the biotype '%s'; choose one of: %s"
              .formatted(
                  file,
                  biotype,
                  String.join(
                      ", ",
                      genes.stream()
                          .map(g -> g.biotype().isEmpty() ? "(none)" : g.biotype())
                          .distinct()
                          .sorted()
                          .limit(12)
                          .toList())));
    }
    return new GeneModels(file, kept, split);
  }

  /**
   * A name for each gene; no two are equal. With symbols, a gene keeps its id if it has no symbol,
   * or if an earlier gene has the same.
   */
  public List<String> names(GeneNames naming) {
    List<String> names = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    genes.forEach(gene -> ids.add(gene.id()));
    Set<String> symbols = new HashSet<>();
    for (GeneModel gene : genes) {
      String symbol = gene.symbol();
      boolean named =
          naming == GeneNames.SYMBOLS
              && !symbol.isEmpty()
              && (symbol.equals(gene.id()) || !ids.contains(symbol))
              && symbols.add(symbol);
      names.add(named ? symbol : gene.id());
    }
    return names;
  }

  /** What is known of a gene so far. */
  private static final class Draft {
    private final String id;
    private final List<Span> exons = new ArrayList<>();
    private String symbol = "";
    private String biotype = "";
    private Place place;

    Draft(FeatureLine first, Place place) {
      this.id = first.first("gene_id");
      this.place = place;
    }

    void add(FeatureLine feature, Span span) {
      place = new Place(place.chromosome(), place.span().and(span), place.forward());
      if (feature.type().equals("exon")) {
        exons.add(span);
      }
      symbol = symbol.isEmpty() ? feature.first("gene_name", "gene") : symbol;
      biotype = biotype.isEmpty() ? feature.first("gene_biotype", "gene_type") : biotype;
    }

    GeneModel model() {
      return new GeneModel(id, symbol, biotype, place, joined());
    }

    /** Exons of several transcripts overlap. */
    private List<Span> joined() {
      exons.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::end));
      List<Span> joined = new ArrayList<>();
      for (Span exon : exons) {
        if (!joined.isEmpty() && exon.start() <= joined.getLast().end()) {
          joined.add(joined.removeLast().and(exon));
        } else {
          joined.add(exon);
        }
      }
      return joined;
    }
  }
}
