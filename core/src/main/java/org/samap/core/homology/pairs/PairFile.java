package org.samap.core.homology.pairs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.samap.core.run.InputException;

/**
 * A table of homologous genes, and the species that it is about.
 *
 * @param file the table
 * @param species in the order of its columns; none if the table says itself which they are, by
 *     prefixes of its genes or columns of species
 */
public record PairFile(Path file, List<Member> species) {
  private static final Pattern COMMA = Pattern.compile(",");

  /**
   * A species of a table.
   *
   * @param id its id here
   * @param called what the table calls it: a column, a taxon or a species, where that is not the id
   */
  public record Member(String id, Optional<String> called) {}

  public PairFile {
    species = List.copyOf(species);
    Set<String> ids = new HashSet<>();
    for (Member member : species) {
      if (!ids.add(member.id())) {
        throw new InputException(
            file + ": the species '" + member.id() + "' is named twice; name each once");
      }
    }
    if (species.size() == 1) {
      throw new InputException(
          "%s: only the species '%s' is named; name all that the table links, such as hs,mm"
              .formatted(file, species.getFirst().id()));
    }
  }

  /**
   * @param species such as {@code hs,mm} or {@code hs:9606,mm:10090}; empty if the table tells
   */
  public static PairFile of(Path file, String species) {
    List<Member> members = new ArrayList<>();
    for (String text :
        species.isBlank() ? List.<String>of() : COMMA.splitAsStream(species).toList()) {
      int colon = text.indexOf(':');
      String id = (colon < 0 ? text : text.substring(0, colon)).strip();
      String called = colon < 0 ? "" : text.substring(colon + 1).strip();
      members.add(new Member(id, Optional.of(called).filter(c -> !c.isEmpty())));
    }
    return new PairFile(file, members);
  }

  List<String> ids() {
    return species.stream().map(Member::id).toList();
  }

  /** The species that the table calls so, or whose id this is. */
  Optional<String> id(String called) {
    return species.stream()
        .filter(m -> m.called().orElse(m.id()).equals(called))
        .map(Member::id)
        .findFirst();
  }
}
