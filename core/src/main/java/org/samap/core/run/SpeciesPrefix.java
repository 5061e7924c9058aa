package org.samap.core.run;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ids of species, which stand before the names of genes and cell types ({@code hs_ACTB}) and
 * name files ({@code hs.h5ad}). An id is any text that can be part of a file name on any system. It
 * can have a {@code _}, as long as no other id with a {@code _} after it begins it: of {@code a}
 * and {@code a_b}, both could own {@code a_b_c}.
 */
public final class SpeciesPrefix {
  /** What Windows, or our tables and options, give a meaning. */
  private static final Pattern SPECIAL = Pattern.compile("[/\\\\:*?\"<>|,=\\p{Cntrl}]");

  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
  private static final int MOST_BYTES = 100;

  private SpeciesPrefix() {}

  /**
   * Checks the ids of species that are used together.
   *
   * @throws InputException if one cannot be used, two are the same or name the same files, or the
   *     owner of a name would not be clear
   */
  public static void check(Collection<String> ids) {
    Map<String, String> seen = new LinkedHashMap<>();
    for (String id : ids) {
      problem(id)
          .ifPresent(
              what -> {
                throw new InputException("the species id '%s' %s".formatted(id, what));
              });
      String former = seen.putIfAbsent(fileName(id), id);
      if (former != null) {
        throw new InputException(
            former.equals(id)
                ? "two species have the id %s; give each its own".formatted(id)
                : "the ids '%s' and '%s' name the same files; choose another id"
                    .formatted(former, id));
      }
    }
    for (String id : ids) {
      for (String other : ids) {
        if (other.startsWith(id + "_")) {
          throw new InputException(
              "a name such as %s_x could belong to the species '%s' or '%s'; choose another id"
                  .formatted(other, id, other));
        }
      }
    }
  }

  /** What makes an id useless, and what to do, or nothing. */
  public static Optional<String> problem(String id) {
    if (id.isBlank()) {
      return Optional.of("is empty; write a short one, such as hs");
    }
    var special = SPECIAL.matcher(id);
    if (special.find()) {
      char c = special.group().charAt(0);
      return Optional.of(
          "has %s, which cannot be part of a file name everywhere; leave it out"
              .formatted(
                  Character.isISOControl(c)
                      ? "the character %d".formatted((int) c)
                      : "'" + c + "'"));
    }
    if (!id.equals(id.strip()) || id.endsWith(".")) {
      return Optional.of("begins or ends with a blank, or ends with a dot; leave that out");
    }
    if (id.startsWith(".") || id.startsWith("-") || id.startsWith("#")) {
      return Optional.of("begins with '%s'; begin with a letter".formatted(id.charAt(0)));
    }
    if (RESERVED.matcher(id).matches()) {
      return Optional.of("cannot be the name of a file on Windows; choose another");
    }
    int bytes = id.getBytes(StandardCharsets.UTF_8).length;
    return bytes > MOST_BYTES
        ? Optional.of(
            "has %d bytes, but a file name has little room; use at most %d"
                .formatted(bytes, MOST_BYTES))
        : Optional.empty();
  }

  /** As file systems compare names that ignore case or compose letters. */
  private static String fileName(String id) {
    return Normalizer.normalize(id, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** The species that a name has before its first {@code _} after an id. O(ids). */
  public static Optional<String> of(String name, Collection<String> ids) {
    return ids.stream().filter(id -> has(name, id)).findFirst();
  }

  /** Whether a name has this species as its prefix. */
  public static boolean has(String name, String id) {
    return name.length() > id.length() && name.startsWith(id) && name.charAt(id.length()) == '_';
  }
}
