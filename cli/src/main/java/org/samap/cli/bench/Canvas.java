package org.samap.cli.bench;

/** What a chart is drawn on. Points are in pixels from the upper left; colours are 0xRRGGBB. */
sealed interface Canvas permits SvgCanvas, PngCanvas {

  /** Which end of a text its point is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  void line(double x1, double y1, double x2, double y2, int colour, double width);

  void dot(double x, double y, double radius, int colour);

  /** Black text on a base line. */
  void text(double x, double y, double size, Anchor anchor, String text);

  /** The same, read upwards. */
  void textUpwards(double x, double y, double size, Anchor anchor, String text);
}
