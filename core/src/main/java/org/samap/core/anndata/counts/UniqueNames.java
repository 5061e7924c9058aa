package org.samap.core.anndata.counts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.samap.core.run.Progress;

/**
 * Names made unique by AnnData's rule: the first of equal names stays, the later ones get -1, -2,
 * ... appended, skipping names that exist.
 */
final class UniqueNames {
  private static final int EXAMPLES = 3;

  private UniqueNames() {}

  static List<String> of(List<String> names, String what, Progress progress) {
    Set<String> taken = new HashSet<>(names);
    if (taken.size() == names.size()) {
      return names;
    }
    Set<String> seen = new HashSet<>();
    Set<String> repeated = new LinkedHashSet<>();
    Map<String, Integer> last = new HashMap<>();
    List<String> unique = new ArrayList<>(names.size());
    for (String name : names) {
      if (seen.add(name)) {
        unique.add(name);
        continue;
      }
      repeated.add(name);
      String candidate;
      do {
        candidate = name + "-" + last.merge(name, 1, Integer::sum);
      } while (!taken.add(candidate));
      unique.add(candidate);
    }
    progress.warn(
        "%s: %d names are repeated (%s); -1, -2, ... is appended to the later ones"
            .formatted(
                what,
                names.size() - seen.size(),
                String.join(", ", repeated.stream().limit(EXAMPLES).toList())));
    return List.copyOf(unique);
  }
}
