package org.samap.cli.bench;

import java.nio.file.Path;
import java.util.Locale;
import org.samap.core.io.OutputFile;

/** Draws in SVG 1.1. */
final class SvgCanvas implements Canvas {
  private final StringBuilder out = new StringBuilder();

  SvgCanvas(int width, int height) {
    out.append(
        String.format(
            Locale.ROOT,
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
            font-family="sans-serif">
            <rect width="100%%" height="100%%" fill="white"/>
            """,
            width,
            height,
            width,
            height));
  }

  @Override
  public void line(double x1, double y1, double x2, double y2, int colour, double width) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#%06x\""
                + " stroke-width=\"%.1f\"/>\n",
            x1,
            y1,
            x2,
            y2,
            colour,
            width));
  }

  @Override
  public void dot(double x, double y, double radius, int colour) {
    out.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#%06x\"/>\n",
            x,
            y,
            radius,
            colour));
  }

  @Override
  public void text(double x, double y, double size, Anchor anchor, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.0f\" text-anchor=\"%s\">%s</text>\n",
            x,
            y,
            size,
            name(anchor),
            escaped(text)));
  }

  @Override
  public void textUpwards(double x, double y, double size, Anchor anchor, String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text transform=\"translate(%.1f %.1f) rotate(-90)\" font-size=\"%.0f\""
                + " text-anchor=\"%s\">%s</text>\n",
            x,
            y,
            size,
            name(anchor),
            escaped(text)));
  }

  void write(Path file) {
    OutputFile.writeText(file, writer -> writer.write(out + "</svg>\n"));
  }

  private static String name(Anchor anchor) {
    return anchor.name().toLowerCase(Locale.ROOT);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
