package org.samap.core.simulate;

import java.util.List;
import java.util.Set;
import org.samap.core.run.InputException;

/**
 * One way in which data can be poorer than they should be, to test what still holds then. It
 * changes simulated and measured species alike, and depends only on the data and the seed. Stresses
 * can be combined: each changes what the one before has left.
 */
public sealed interface Stress {

  /**
   * The data under this stress; what it does not change is shared with the data given.
   *
   * @throws InputException if the data do not have what it names
   */
  LinkedSpecies on(LinkedSpecies data, long seed);

  /** The data under several stresses, the first one first. */
  static LinkedSpecies all(List<Stress> stresses, LinkedSpecies data, long seed) {
    LinkedSpecies changed = data;
    for (Stress stress : stresses) {
      changed = stress.on(changed, seed);
    }
    return changed;
  }

  /**
   * A species measured less deeply: each count is drawn from a binomial distribution with this
   * share of it as its mean.
   *
   * @param share above 0, at most 1
   */
  record FewerCounts(String species, double share) implements Stress {
    public FewerCounts {
      checkShare("counts to keep", share);
      if (share == 0) {
        throw new InputException("the share of the counts to keep is 0; keep some of them");
      }
    }

    @Override
    public LinkedSpecies on(LinkedSpecies data, long seed) {
      return data.with(species, cells -> CellStress.thinned(cells, share, seed));
    }
  }

  /**
   * A species with fewer cells, drawn at random. One with no more cells stays as it is.
   *
   * @param cells how many to keep, at least 1
   */
  record FewerCells(String species, int cells) implements Stress {
    public FewerCells {
      if (cells < 1) {
        throw new InputException(
            "the number of cells to keep is %d; give at least 1".formatted(cells));
      }
    }

    @Override
    public LinkedSpecies on(LinkedSpecies data, long seed) {
      return data.with(species, all -> CellStress.drawn(all, cells, seed));
    }
  }

  /**
   * A species that consists mostly of some types. Cells of the other types (or of these, if they
   * are too many already) are left out at random until these make up the share.
   *
   * @param types labels of the species
   * @param share above 0, below 1
   */
  record Imbalance(String species, Set<String> types, double share) implements Stress {
    public Imbalance {
      types = Set.copyOf(types);
      if (!(share > 0 && share < 1)) {
        throw new InputException(
            "the share of cells of %s is %s; give a number above 0 and below 1"
                .formatted(String.join(", ", types.stream().sorted().toList()), share));
      }
    }

    @Override
    public LinkedSpecies on(LinkedSpecies data, long seed) {
      return data.with(species, cells -> CellStress.unbalanced(cells, types, share, seed));
    }
  }

  /**
   * A species without the cells of some types, so that their counterparts are left alone.
   *
   * @param types labels of the species
   */
  record WithoutTypes(String species, Set<String> types) implements Stress {
    public WithoutTypes {
      types = Set.copyOf(types);
    }

    @Override
    public LinkedSpecies on(LinkedSpecies data, long seed) {
      return data.with(species, cells -> CellStress.without(cells, types));
    }
  }

  /**
   * A share of the links between genes removed, at random.
   *
   * @param share 0 to 1
   */
  record FewerLinks(double share) implements Stress {
    public FewerLinks {
      checkShare("links to remove", share);
    }

    @Override
    public LinkedSpecies on(LinkedSpecies data, long seed) {
      return data.withLinks(LinkStress.removed(data.links(), share, seed));
    }
  }

  /**
   * A share of the links between genes made wrong: between each two species, those drawn at random
   * exchange their ends in the second species. So genes keep their number of links, and links keep
   * their weights.
   *
   * @param share 0 to 1; with 1, sequence says nothing about function
   */
  record WrongLinks(double share) implements Stress {
    public WrongLinks {
      checkShare("links to make wrong", share);
    }

    @Override
    public LinkedSpecies on(LinkedSpecies data, long seed) {
      return data.withLinks(LinkStress.rewired(data.links(), share, seed));
    }
  }

  private static void checkShare(String what, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new InputException(
          "the share of the %s is %s; give a number from 0 to 1".formatted(what, share));
    }
  }
}
