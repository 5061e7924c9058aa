package org.samap.core.anndata;

import java.util.Arrays;
import org.samap.core.run.CodePoints;
import org.samap.core.run.InputException;

/**
 * A column of labels, stored as codes of categories.
 *
 * @param codes the category of each row, -1 where it is missing
 * @param categories the categories, of any type
 * @param ordered whether the order of the categories has a meaning
 */
public record Categorical(DenseArray codes, DenseArray categories, boolean ordered)
    implements Element {
  private static final int MOST_DIGITS = 18;

  /** Text labels with the given categories, in that order. */
  public static Categorical of(String[] categories, int... codes) {
    return new Categorical(
        DenseArray.vector(codesOf(categories.length, codes)),
        DenseArray.vector(Values.of(categories)),
        false);
  }

  /**
   * Text labels. The categories are the distinct labels: whole numbers by value, then the others by
   * code point. {@value DataFrame#MISSING} is not a category.
   */
  public static Categorical of(String... labels) {
    String[] categories =
        Arrays.stream(labels)
            .filter(label -> !label.equals(DataFrame.MISSING))
            .distinct()
            .sorted(Categorical::compare)
            .toArray(String[]::new);
    int[] codes = new int[labels.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = Math.max(-1, Arrays.binarySearch(categories, labels[i], Categorical::compare));
    }
    return of(categories, codes);
  }

  private static int compare(String a, String b) {
    boolean number = isNumber(a);
    if (number != isNumber(b)) {
      return number ? -1 : 1;
    }
    int byValue = number ? Long.compare(Long.parseLong(a), Long.parseLong(b)) : 0;
    return byValue != 0 ? byValue : CodePoints.compare(a, b);
  }

  private static boolean isNumber(String label) {
    return !label.isEmpty()
        && label.length() <= MOST_DIGITS
        && label.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Codes in the smallest type that holds them, as pandas does. */
  private static Values codesOf(int categories, int... codes) {
    if (categories <= Byte.MAX_VALUE) {
      byte[] small = new byte[codes.length];
      for (int i = 0; i < codes.length; i++) {
        small[i] = (byte) codes[i];
      }
      return new Values(DType.INT8, small);
    }
    if (categories <= Short.MAX_VALUE) {
      short[] small = new short[codes.length];
      for (int i = 0; i < codes.length; i++) {
        small[i] = (short) codes[i];
      }
      return new Values(DType.INT16, small);
    }
    return Values.of(codes);
  }

  @Override
  public long[] shape() {
    return codes.shape();
  }

  /** The codes with -1 for every missing label: R's NA is the smallest of all numbers. */
  DenseArray plainCodes() {
    if (codes.size() > Integer.MAX_VALUE || !codes.type().isInteger()) {
      return codes;
    }
    long[] all = codes.all().longs();
    if (Arrays.stream(all).allMatch(c -> c >= -1)) {
      return codes;
    }
    int[] plain = Arrays.stream(all).mapToInt(c -> (int) Math.max(-1, c)).toArray();
    return DenseArray.vector(codesOf(Math.toIntExact(categories.size()), plain));
  }

  /** Some rows, with the categories that these have, in the same order. */
  Categorical select(int[] rows) {
    int[] selected = plainCodes().all().at(rows).ints();
    int size = Math.toIntExact(categories.size());
    int[] used =
        Arrays.stream(selected).filter(c -> c >= 0 && c < size).distinct().sorted().toArray();
    int[] newCode = new int[size];
    for (int c = 0; c < used.length; c++) {
      newCode[used[c]] = c;
    }
    int[] codes = Arrays.stream(selected).map(c -> c < 0 || c >= size ? -1 : newCode[c]).toArray();
    return new Categorical(
        DenseArray.vector(codesOf(used.length, codes)),
        DenseArray.vector(categories.all().at(used)),
        ordered);
  }

  /** The category of each row as text, "nan" where it is missing. */
  public String[] labels() {
    String[] names = categories.all().texts();
    int[] code = codes.all().ints();
    String[] out = new String[code.length];
    for (int i = 0; i < out.length; i++) {
      if (code[i] >= names.length) {
        throw new InputException(
            "row %d has category %d of %d; write the file again"
                .formatted(i, code[i], names.length));
      }
      out[i] = code[i] < 0 ? DataFrame.MISSING : names[code[i]];
    }
    return out;
  }
}
