package org.samap.cli.options;

/**
 * An option's value as written: {@code ID=VALUE} for one species, or {@code VALUE} for all.
 *
 * @param id empty if the value is for all species
 */
public record Assignment(String id, String value) {

  static Assignment parse(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Assignment("", text)
        : new Assignment(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }
}
