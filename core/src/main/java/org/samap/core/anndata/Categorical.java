package org.samap.core.anndata;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
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

  /**
   * The codes with -1 for every missing label. R's NA is the smallest of all numbers; where codes
   * have no sign, writers put the largest one for -1.
   */
  DenseArray plainCodes() {
    if (codes.size() > Integer.MAX_VALUE || !codes.type().isInteger()) {
      return codes;
    }
    long[] all = codes.all().longs();
    long unsigned =
        switch (codes.type()) {
          case UINT8 -> 0xFF;
          case UINT16 -> 0xFFFF;
          case UINT32 -> 0xFFFFFFFFL;
          default -> Long.MAX_VALUE;
        };
    long none = Math.max(unsigned, categories.size());
    if (Arrays.stream(all).allMatch(c -> c >= -1 && c != none)) {
      return codes;
    }
    int[] plain =
        Arrays.stream(all)
            .mapToInt(c -> c < 0 || c == none ? -1 : (int) Math.min(c, Integer.MAX_VALUE))
            .toArray();
    return DenseArray.vector(codesOf(Math.toIntExact(categories.size()), plain));
  }

  /**
   * These labels as pandas accepts them: missing ones have the code -1, and categories differ.
   *
   * @throws InputException if they are not a column of labels, or a code has no category
   */
  Categorical valid() {
    if (!codes.type().isInteger() || codes.shape().length != 1 || categories.shape().length != 1) {
      throw new InputException("its codes are no column of whole numbers; write the file again");
    }
    DenseArray plain = plainCodes();
    long[] all = plain.all().longs();
    String[] names = categories.all().texts();
    for (int row = 0; row < all.length; row++) {
      if (all[row] >= names.length) {
        throw new InputException(
            "row %d has category %d of %d; write the file again"
                .formatted(row, all[row], names.length));
      }
    }
    Map<String, Integer> codeOf = new HashMap<>();
    int[] distinct =
        IntStream.range(0, names.length)
            .filter(c -> !isNone(names[c]) && codeOf.putIfAbsent(names[c], codeOf.size()) == null)
            .toArray();
    if (distinct.length == names.length) {
      return new Categorical(plain, categories, ordered);
    }
    int[] merged =
        Arrays.stream(all)
            .mapToInt(c -> c < 0 ? -1 : codeOf.getOrDefault(names[(int) c], -1))
            .toArray();
    return new Categorical(
        DenseArray.vector(codesOf(distinct.length, merged)),
        DenseArray.vector(categories.all().at(distinct)),
        ordered);
  }

  /** Whether a category is a missing number, which pandas does not accept. */
  private boolean isNone(String name) {
    return categories.type().isFloating() && name.equals(DataFrame.MISSING);
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
    // A code without a category stays one.
    int[] codes =
        Arrays.stream(selected)
            .map(c -> c < 0 ? -1 : c < size ? newCode[c] : used.length)
            .toArray();
    return new Categorical(
        DenseArray.vector(codesOf(used.length, codes)),
        DenseArray.vector(categories.all().at(used)),
        ordered);
  }

  /**
   * The category of each row as text, "nan" where it is missing.
   *
   * @throws InputException if a code has no category
   */
  public String[] labels() {
    Categorical valid = valid();
    String[] names = valid.categories.all().texts();
    return Arrays.stream(valid.codes.all().ints())
        .mapToObj(code -> code < 0 ? DataFrame.MISSING : names[code])
        .toArray(String[]::new);
  }
}
