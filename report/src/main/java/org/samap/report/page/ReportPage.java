package org.samap.report.page;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samap.core.expression.Expression;
import org.samap.core.io.OutputFile;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;
import org.samap.report.data.CellColumn;
import org.samap.report.data.CellViews;
import org.samap.report.data.RunData;
import org.samap.report.data.ShownTable;

/**
 * One file that shows a finished run in a browser, without a network: the built page and the data
 * as compressed blocks. Names are only inside the blocks, so that no name can be taken for a part
 * of the page; and only the two scripts of the page may run, which its policy names by their
 * hashes.
 */
public final class ReportPage {
  /** The name of the file in the folder of a run. */
  public static final String FILE = "report.html";

  /** The places of the page where something comes in. */
  private static final Pattern MARK = Pattern.compile("<!--samap:(\\w+)-->");

  private static final double BYTES_PER_VALUE = 1.7;

  /** A gene's values are stored if all cells that express it are known within the size. */
  private static final int TRIES = 5;

  private final List<PageBlock> blocks = new ArrayList<>();

  private ReportPage() {}

  /**
   * What the page is made with.
   *
   * @param folder the folder of the run, as commands name it
   * @param version the version of samap
   * @param maxBytes the size that the expression of genes fills at most; the rest of the page can
   *     be larger where there are very many cells
   */
  public record Params(Path folder, String version, long maxBytes) {
    /** 10 MB. */
    public static final long USUAL_BYTES = 10_000_000;

    public Params {
      if (maxBytes < 0) {
        throw InputException.about(
            "max_bytes", "max_bytes is " + maxBytes + "; give a size of at least 0");
      }
    }
  }

  /**
   * Writes the page, whole or not at all.
   *
   * <p>Time: that of the analyses whose tables the folder does not have ({@link RunData#tables}),
   * and two passes over the expression. Memory: the blocks, at most as large as the page.
   *
   * @throws InputException if it cannot be written
   */
  public static void write(RunData data, Workers workers, Params params, Path target) {
    ReportPage page = new ReportPage();
    page.collect(data, workers, params);
    OutputFile.writeText(target, page::writeTo);
  }

  private void collect(RunData data, Workers workers, Params params) {
    List<ShownTable> tables = data.tables();
    List<CellColumn> columns = data.columns();
    CellViews views = data.views();
    Optional<FloatMatrix> umap = data.umap();
    umap.ifPresent(u -> blocks.add(CellBlocks.umap(u)));
    blocks.add(CellBlocks.codes("nodes", data.labels().nodeOf()));
    blocks.addAll(CellBlocks.columns(columns));
    blocks.add(CellBlocks.alignment(views));
    blocks.add(CellBlocks.labels(views));
    PageBlock partners = CellBlocks.partners(views);
    if (partners.size() <= params.maxBytes() / 3) {
      blocks.add(partners);
    }
    RunIndex index = new RunIndex(data);
    index.origin(params.folder(), params.version());
    index.species();
    index.nodes();
    index.columns(columns);
    index.tables(tables);
    ShownGenes genes = ShownGenes.of(tables, data.run().genes());
    index.links(genes);
    data.expression()
        .ifPresent(x -> expression(new Shown(data, genes, x, workers), params.maxBytes(), index));
    blocks.addFirst(PageBlock.of("index", index.end()));
  }

  /** The genes to show and their expression. */
  private record Shown(
      RunData data, ShownGenes genes, List<Expression> expression, Workers workers) {}

  /** Adds the expression of as many genes as there is room for. */
  private void expression(Shown shown, long maxBytes, RunIndex index) {
    ExpressionBlocks made =
        ExpressionBlocks.of(
            shown.genes,
            shown.data.run().genes(),
            shown.data.labels(),
            shown.expression,
            shown.workers);
    blocks.add(made.dots());
    long taken =
        blocks.stream().mapToLong(PageBlock::size).sum()
            + PageBlock.of("index", index.json()).size()
            + Built.size();
    long room = Math.max(0, maxBytes - taken);
    double fitting = 0.75 * room / BYTES_PER_VALUE;
    ExpressionBlocks.Values values = made.values(made.genesWithin((long) fitting));
    for (int i = 0; i < TRIES && values.block().size() > room; i++) {
      fitting *= 0.95 * room / values.block().size();
      values = made.values(made.genesWithin((long) fitting));
    }
    blocks.add(values.block());
    made.describe(index.json(), values, shown.data.run().weights());
  }

  private void writeTo(Writer out) throws IOException {
    String html = Built.text("page.html");
    String css = Built.text("page.css");
    String libraries = Built.text("libraries.js");
    String page = Built.text("page.js");
    String policy =
        "default-src 'none'; script-src '%s' '%s' 'unsafe-eval'; style-src 'unsafe-inline';"
                .formatted(hash(libraries), hash(page))
            + " img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'";
    BufferedWriter text = new BufferedWriter(out);
    Matcher marks = MARK.matcher(html);
    int from = 0;
    while (marks.find()) {
      text.append(html, from, marks.start());
      from = marks.end();
      switch (marks.group(1)) {
        case "policy" ->
            text.write(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">".formatted(policy));
        case "style" -> text.write("<style>" + css + "</style>");
        case "data" -> blocks(text);
        case "licences" -> text.write(Built.text("licences.txt"));
        case "scripts" -> {
          text.write("<script>" + libraries + "</script>\n");
          text.write("<script>" + page + "</script>");
        }
        default -> throw new IllegalStateException("the page has the mark " + marks.group());
      }
    }
    text.append(html, from, html.length());
    text.flush();
  }

  private void blocks(Writer out) throws IOException {
    for (PageBlock block : blocks) {
      out.write("<script type=\"text/plain\" id=\"samap-" + block.name() + "\">");
      out.write(Base64.getEncoder().encodeToString(block.compressed()));
      out.write("</script>\n");
    }
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The parts of the page that {@code report/page.sh} builds. */
  private static final class Built {
    private static final List<String> PARTS =
        List.of("page.html", "page.css", "libraries.js", "page.js", "licences.txt");

    private static String text(String part) {
      try (InputStream in = ReportPage.class.getResourceAsStream(part)) {
        if (in == null) {
          throw new IllegalStateException("the page was built without " + part);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static long size() {
      return PARTS.stream().mapToLong(part -> text(part).length()).sum();
    }
  }
}
