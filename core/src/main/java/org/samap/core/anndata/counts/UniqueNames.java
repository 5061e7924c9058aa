package org.samap.core.anndata.counts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.samap.core.run.Progress;

/**
 * Names made unique by AnnData's rule: the first of equal names stays, the later ones get -1, -2,
 * ... appended, skipping names that exist.
 */
final class UniqueNames {
  private static final int EXAMPLES = 3;

  private UniqueNames() {}

  static List<String> of(List<String> names, String what, Progress progress) {
    remarks(names).forEach(remark -> progress.warn(what + ": " + remark));
    Set<String> taken = new HashSet<>(names);
    if (taken.size() == names.size()) {
      return names;
    }
    Set<String> seen = new HashSet<>();
    Map<String, Integer> last = new HashMap<>();
    List<String> unique = new ArrayList<>(names.size());
    for (String name : names) {
      if (seen.add(name)) {
        unique.add(name);
        continue;
      }
      String candidate;
      do {
        candidate = name + "-" + last.merge(name, 1, Integer::sum);
      } while (!taken.add(candidate));
      unique.add(candidate);
    }
    return List.copyOf(unique);
  }

  /** What is odd about names, as a run tells it. */
  static List<String> remarks(List<String> names) {
    Set<String> seen = HashSet.newHashSet(names.size());
    Set<String> repeated = new LinkedHashSet<>();
    names.stream().filter(name -> !seen.add(name)).forEach(repeated::add);
    List<String> remarks = new ArrayList<>();
    if (!repeated.isEmpty()) {
      String examples =
          repeated.stream()
              .limit(EXAMPLES)
              .map(name -> name.isEmpty() ? "''" : name)
              .collect(Collectors.joining(", "));
      remarks.add(
          "%d names are repeated (%s); -1, -2, ... is appended to the later ones"
              .formatted(names.size() - seen.size(), examples));
    }
    if (seen.contains("") && !repeated.contains("")) {
      remarks.add("the name at position %d is empty".formatted(names.indexOf("") + 1));
    }
    return remarks;
  }
}
