package org.samap.cli.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.samap.core.run.InputException;

/** All values of an option that can be given for each species. */
public final class Assignments {
  private final String option;
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * @throws InputException if an id is given twice
   */
  public Assignments(String option, List<Assignment> assignments) {
    this.option = option;
    for (Assignment a : assignments) {
      String former = values.putIfAbsent(a.id(), a.value());
      if (former != null) {
        throw new InputException(
            a.id().isEmpty()
                ? "%s is given twice, as %s and %s; give one of them"
                    .formatted(option, former, a.value())
                : "%s gives the id '%s' twice, for %s and %s; give each species once"
                    .formatted(option, a.id(), former, a.value()));
      }
      if (a.value().isEmpty()) {
        throw new InputException("%s %s= has no value; write one".formatted(option, a.id()));
      }
    }
  }

  /** The values by id, in the order given; that for all species by the empty id. */
  public Map<String, String> values() {
    return values;
  }

  /**
   * The values by id, in the order given.
   *
   * @param form what a value is, for the message: {@code ID=FILE}
   * @throws InputException if a value does not name a species
   */
  public Map<String, String> named(String form) {
    String general = values.get("");
    if (general != null) {
      throw new InputException(
          "%s %s does not name a species; write %s".formatted(option, general, form));
    }
    return values;
  }

  /**
   * The value of an option for every species: the default, or what the option gives.
   *
   * @throws InputException if an id is not a species, or if {@code read} fails
   */
  public <T> Setting<T> setting(T otherwise, Collection<String> ids, Function<String, T> read) {
    requireSpecies(ids);
    Map<String, T> of = new LinkedHashMap<>();
    values.forEach((id, value) -> of.put(id, read.apply(value)));
    T given = of.remove("");
    return new Setting<>(given == null ? otherwise : given, of);
  }

  /** These values, checked to be for all species or for one of {@code ids}. */
  public Assignments requireSpecies(Collection<String> ids) {
    values.keySet().stream()
        .filter(id -> !id.isEmpty())
        .forEach(id -> requireSpecies(option, id, ids));
    return this;
  }

  public static void requireSpecies(String option, String id, Collection<String> ids) {
    if (!ids.contains(id)) {
      throw new InputException(
          "%s names the species '%s', but there are only %s; use one of these"
              .formatted(option, id, String.join(", ", ids)));
    }
  }

  /**
   * All values of an option that can be given several times for each species, in the order given.
   *
   * @param form what a value is, for the message
   * @throws InputException if a value does not name a species
   */
  public static Map<String, List<String>> lists(
      String option, List<Assignment> assignments, String form) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (Assignment a : assignments) {
      new Assignments(option, List.of(a)).named(form);
      lists.computeIfAbsent(a.id(), _ -> new ArrayList<>()).add(a.value());
    }
    return lists;
  }

  /** The files that an option gives, by species. */
  public static Map<String, Path> files(
      String option, List<Assignment> values, Set<String> species) {
    Map<String, Path> files = new LinkedHashMap<>();
    new Assignments(option, values)
        .requireSpecies(species)
        .named("ID=FILE")
        .forEach((id, file) -> files.put(id, Check.file(option + " " + id, Path.of(file))));
    return files;
  }
}
