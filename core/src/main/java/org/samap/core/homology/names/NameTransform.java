package org.samap.core.homology.names;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A way to compare the names of sequences with those of the data: take a field of each header,
 * change it and the names of the data to keys, and match equal keys.
 *
 * @param field where the header holds the gene
 * @param versions what happens to versions such as {@code .7}
 * @param anyCase whether capitals do not matter
 * @param sequencePrefix what is cut from the front of the field; empty for nothing
 * @param dataPrefix what is cut from the front of the data's names; empty for nothing
 */
public record NameTransform(
    HeaderField field,
    Versions versions,
    boolean anyCase,
    String sequencePrefix,
    String dataPrefix) {

  /** The names as they are. */
  public static final NameTransform NONE =
      new NameTransform(HeaderField.NAME, Versions.KEPT, false, "", "");

  /** Simpler ones come first. */
  static final Comparator<NameTransform> SIMPLER =
      Comparator.comparingInt(NameTransform::steps)
          .thenComparing(NameTransform::field)
          .thenComparing(NameTransform::versions)
          .thenComparing(NameTransform::anyCase);

  private static final Pattern VERSION = Pattern.compile("(?<=.)\\.\\d{1,3}$");

  /** What happens to versions. */
  public enum Versions {
    KEPT(0),
    CUT_FROM_SEQUENCES(1),
    CUT(2);

    private final int steps;

    Versions(int steps) {
      this.steps = steps;
    }
  }

  /** The key of what the field of a header holds. */
  String keyOfSequence(String value) {
    return key(value, sequencePrefix, versions != Versions.KEPT);
  }

  /** The key of a name of the data. */
  String keyOfData(String name) {
    return key(name, dataPrefix, versions == Versions.CUT);
  }

  private String key(String name, String prefix, boolean cut) {
    String key = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    key = cut ? VERSION.matcher(key).replaceFirst("") : key;
    return anyCase ? key.toLowerCase(Locale.ROOT) : key;
  }

  private int steps() {
    return (field == HeaderField.NAME ? 0 : 1)
        + versions.steps
        + (anyCase ? 1 : 0)
        + (sequencePrefix.isEmpty() ? 0 : 1)
        + (dataPrefix.isEmpty() ? 0 : 1);
  }

  /** Whether it changes nothing. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** For people: {@code the field gene: of the header, without versions}. */
  public String text() {
    StringBuilder text = new StringBuilder(field.text());
    switch (versions) {
      case KEPT -> {}
      case CUT_FROM_SEQUENCES -> text.append(", without its version");
      case CUT -> text.append(", both without versions");
    }
    if (anyCase) {
      text.append(", in any case");
    }
    if (!sequencePrefix.isEmpty()) {
      text.append(", without its prefix ").append(sequencePrefix);
    }
    if (!dataPrefix.isEmpty()) {
      text.append(", data without the prefix ").append(dataPrefix);
    }
    return text.toString();
  }
}
