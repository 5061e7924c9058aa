package org.samap.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Curves over two logarithmic axes, with a line per power of ten and a legend.
 *
 * @param title above the chart
 * @param horizontal the title of the x axis
 * @param vertical the title of the y axis
 * @param curves at least one with a point
 */
record LogLogChart(String title, String horizontal, String vertical, List<Curve> curves) {
  static final int WIDTH = 860;
  static final int HEIGHT = 520;

  private static final int LEFT = 80;
  private static final int RIGHT = 660;
  private static final int TOP = 50;
  private static final int BOTTOM = 460;
  private static final int BLACK = 0x000000;
  private static final int GRID = 0xdddddd;

  /** Told apart by people of any colour vision (Okabe and Ito), and black for the first. */
  private static final int[] COLOURS = {
    BLACK, 0xe69f00, 0x56b4e9, 0x009e73, 0xd55e00, 0xcc79a7, 0x0072b2, 0xb8a800, 0x888888, 0x7f4f24
  };

  /** A curve by its points; those that are not above 0 are left out. */
  record Curve(String name, List<Point> points) {
    Curve {
      points = points.stream().filter(p -> p.x > 0 && p.y > 0).toList();
    }
  }

  /** A point of a curve. */
  record Point(double x, double y) {}

  /**
   * Powers of ten around the values of an axis, at least one apart, drawn from one place to
   * another.
   */
  private record Axis(int least, int most, double from, double to) {
    static Axis around(List<Double> values, double from, double to) {
      double least = values.stream().mapToDouble(v -> v).min().orElse(1);
      double most = values.stream().mapToDouble(v -> v).max().orElse(10);
      int first = (int) Math.floor(Math.log10(least) + 1e-9);
      return new Axis(
          first, Math.max(first + 1, (int) Math.ceil(Math.log10(most) - 1e-9)), from, to);
    }

    double at(double value) {
      return from + (Math.log10(value) - least) / (most - least) * (to - from);
    }
  }

  void draw(Canvas canvas) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    for (Curve c : curves) {
      c.points.forEach(p -> xs.add(p.x));
      c.points.forEach(p -> ys.add(p.y));
    }
    Axis x = Axis.around(xs, LEFT, RIGHT);
    Axis y = Axis.around(ys, BOTTOM, TOP);
    grid(canvas, x, y);
    for (int c = 0; c < curves.size(); c++) {
      draw(canvas, curves.get(c), COLOURS[c % COLOURS.length], c == 0 ? 2.5 : 1.5, x, y);
      double line = TOP + 10 + 20 * c;
      canvas.line(RIGHT + 20, line, RIGHT + 44, line, COLOURS[c % COLOURS.length], 2);
      canvas.text(RIGHT + 50, line + 4, 12, Canvas.Anchor.START, curves.get(c).name);
    }
  }

  private void grid(Canvas canvas, Axis x, Axis y) {
    for (int power = x.least; power <= x.most; power++) {
      double at = x.at(Math.pow(10, power));
      canvas.line(at, TOP, at, BOTTOM, GRID, 1);
      canvas.text(at, BOTTOM + 18, 12, Canvas.Anchor.MIDDLE, label(power));
    }
    for (int power = y.least; power <= y.most; power++) {
      double at = y.at(Math.pow(10, power));
      canvas.line(LEFT, at, RIGHT, at, GRID, 1);
      canvas.text(LEFT - 8, at + 4, 12, Canvas.Anchor.END, label(power));
    }
    canvas.line(LEFT, BOTTOM, RIGHT, BOTTOM, BLACK, 1);
    canvas.line(LEFT, TOP, LEFT, BOTTOM, BLACK, 1);
    canvas.text((LEFT + RIGHT) / 2.0, 28, 16, Canvas.Anchor.MIDDLE, title);
    canvas.text((LEFT + RIGHT) / 2.0, BOTTOM + 42, 13, Canvas.Anchor.MIDDLE, horizontal);
    canvas.textUpwards(24, (TOP + BOTTOM) / 2.0, 13, Canvas.Anchor.MIDDLE, vertical);
  }

  private static String label(int power) {
    return power >= 0 && power < 3
        ? String.format(Locale.ROOT, "%.0f", Math.pow(10, power))
        : "1e" + power;
  }

  private static void draw(Canvas canvas, Curve curve, int colour, double width, Axis x, Axis y) {
    List<Point> points = curve.points;
    for (int i = 0; i < points.size(); i++) {
      Point p = points.get(i);
      canvas.dot(x.at(p.x), y.at(p.y), 1.5 + width, colour);
      if (i > 0) {
        Point before = points.get(i - 1);
        canvas.line(x.at(before.x), y.at(before.y), x.at(p.x), y.at(p.y), colour, width);
      }
    }
  }
}
