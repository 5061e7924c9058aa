package org.samap.core.homology.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.samap.core.run.CodePoints;

/** The parsers of bytes agree with the language's own. */
class HomologyPropertiesTest {

  @Property
  void readsEveryFloatAsItWasWritten(@ForAll float x) {
    assertThat((float) parse(Float.toString(x))).isEqualTo(x);
  }

  @Property
  void readsNumbersOfUsualSizeAsJavaDoes(
      @ForAll @IntRange(min = 0) int digits, @ForAll @IntRange(min = -22, max = 22) int exponent) {
    String text = digits + "e" + exponent;
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @Property
  void readsDecimalsToTheNeighbouringDouble(@ForAll @From("decimals") String text) {
    double exact = Double.parseDouble(text);
    assertThat(parse(" " + text + " ")).isBetween(Math.nextDown(exact), Math.nextUp(exact));
  }

  @Property
  void takesNothingElseForANumber(@ForAll @From("nearlyNumbers") String text) {
    double parsed = parse(text);
    if (!Double.isNaN(parsed)) {
      double exact = Double.parseDouble(text);
      assertThat(parsed).isBetween(Math.nextDown(exact), Math.nextUp(exact));
    }
  }

  @Property(tries = 100)
  void numbersNamesByFirstOccurrence(@ForAll @Size(max = 300) List<@From("names") String> names) {
    NameTable table = new NameTable();
    Map<String, Integer> expected = new HashMap<>();
    for (String name : names) {
      byte[] bytes = ("<" + name + ">").getBytes(StandardCharsets.UTF_8);
      int id = expected.computeIfAbsent(name, _ -> expected.size());
      assertThat(table.intern(bytes, 1, bytes.length - 1)).isEqualTo(id);
    }
    assertThat(table.size()).isEqualTo(expected.size());
    expected.forEach((name, id) -> assertThat(table.text(id)).isEqualTo(name));
  }

  @Property
  void ordersByCodePoint(@ForAll @From("names") String a, @ForAll @From("names") String b) {
    int expected =
        Arrays.compareUnsigned(
            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    assertThat(Integer.signum(CodePoints.compare(a, b))).isEqualTo(Integer.signum(expected));
  }

  @Provide
  Arbitrary<String> decimals() {
    return Arbitraries.strings()
        .numeric()
        .ofMinLength(1)
        .ofMaxLength(22)
        .flatMap(
            digits ->
                Arbitraries.integers()
                    .between(-330, 330)
                    .flatMap(
                        e ->
                            Arbitraries.integers()
                                .between(0, digits.length())
                                .map(
                                    p ->
                                        digits.substring(0, p)
                                            + "."
                                            + digits.substring(p)
                                            + "e"
                                            + e)));
  }

  @Provide
  Arbitrary<String> nearlyNumbers() {
    return Arbitraries.strings().withChars("0123456789.eE+-xdf ").ofMaxLength(8);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars('a', 'b', 'A', '_', '\u00e9', '\uff21')
        .ofMaxLength(4)
        .flatMap(s -> Arbitraries.of("", "\uD83D\uDC1D", "\uD83D\uDC1E").map(bee -> s + bee + s));
  }

  private static double parse(String text) {
    byte[] bytes = ("1" + text + "1").getBytes(StandardCharsets.UTF_8);
    return Decimals.parse(bytes, 1, bytes.length - 1);
  }
}
