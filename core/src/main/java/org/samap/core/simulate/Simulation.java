package org.samap.core.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.run.InputException;

/**
 * Species with a known truth. A common ancestor has gene families and cell types with programs of
 * marker families. In each species, copies of genes are lost and doubled, levels of expression
 * drift along a tree, and markers change their strength or are replaced. The first species can also
 * have types of its own. The tables of search results follow from the history of the sequences
 * alone.
 *
 * <p>The hard part is planted in the function of paralogs. The two ancestral copies of a family
 * divide the cell types between them (subfunctionalisation: Force et al. 1999,
 * doi:10.1093/genetics/151.4.1531), and types of one lineage differ mainly in which copy they
 * express. In some families a species has exchanged the roles of the copies. Then the best match by
 * sequence is expressed in exactly the wrong types, while the right partner is in the tables with a
 * lower score. Since a family distinguishes many types, correctly matched types show which copies
 * correspond, and this corrects the other types. So it pays to refine the gene links.
 *
 * <p>A simulation depends only on its parameters: it is the same on any machine and with any number
 * of threads. Making it takes O(genes x types) time and memory; cells are drawn when they are asked
 * for.
 */
public final class Simulation {
  private final SimulationParams params;
  private final Families families;
  private final Phylogeny tree;
  private final List<Genome> genomes;
  private final List<SimulatedSpecies> species;

  private Simulation(SimulationParams params) {
    this.params = params;
    this.families = new Families(params);
    this.tree = new Phylogeny(params.seed(), params.species().size());
    Programs programs = new Programs(params, families, tree);
    this.genomes =
        IntStream.range(0, params.species().size())
            .mapToObj(s -> Genome.of(params, families, tree, s))
            .toList();
    this.species =
        IntStream.range(0, genomes.size())
            .mapToObj(s -> new SimulatedSpecies(params, genomes.get(s), programs, s))
            .toList();
  }

  public static Simulation of(SimulationParams params) {
    return new Simulation(params);
  }

  public SimulationParams params() {
    return params;
  }

  /** The species in the order of the parameters. */
  public List<SimulatedSpecies> species() {
    return species;
  }

  /**
   * Writes the tables of search results of every pair of species, {@code {a}{b}/{a}_to_{b}.txt} and
   * {@code {a}{b}/{b}_to_{a}.txt}, in 12 columns.
   *
   * @param maps a folder, made if it does not exist
   * @throws InputException if it cannot be written
   */
  public void writeMaps(Path maps) {
    for (int a = 0; a < species.size(); a++) {
      for (int b = a + 1; b < species.size(); b++) {
        Path folder = maps.resolve(species.get(a).id() + species.get(b).id());
        writeTable(folder, a, b);
        writeTable(folder, b, a);
      }
    }
  }

  private void writeTable(Path folder, int a, int b) {
    Path file = folder.resolve(species.get(a).id() + "_to_" + species.get(b).id() + ".txt");
    SequenceSearch search = new SequenceSearch(params, families, tree, genomes, a, b);
    try {
      Files.createDirectories(folder);
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        for (int query = 0; query < genomes.get(a).size(); query++) {
          for (String row : search.rows(query)) {
            out.write(row);
            out.write('\n');
          }
        }
      }
    } catch (IOException e) {
      throw new InputException("cannot write " + file + " (" + e + "); choose another folder", e);
    }
  }
}
