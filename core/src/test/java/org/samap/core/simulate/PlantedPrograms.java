package org.samap.core.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.run.RandomStream;

/** Sets of genes of all species, of which some are of the program of a type. */
public final class PlantedPrograms {
  private final Simulation simulation;
  private final List<Genome> genomes;
  private final List<Map<Marker, Double>> programs;

  public PlantedPrograms(Simulation simulation) {
    SimulationParams params = simulation.params();
    Families families = new Families(params);
    Phylogeny tree = new Phylogeny(params.seed(), params.species().size());
    this.simulation = simulation;
    this.genomes =
        IntStream.range(0, params.species().size())
            .mapToObj(s -> Genome.of(params, families, tree, s))
            .toList();
    this.programs = new Programs(params, families, tree).effects(0);
  }

  /**
   * The genes that carry some parts of families, in all species.
   *
   * @param type the number of the type whose program {@code planted} parts are of
   * @param others the number of parts of any family
   * @param random draws both
   */
  public Set<String> genes(int type, int planted, int others, RandomStream random) {
    List<Marker> program = new ArrayList<>(programs.get(type).keySet());
    List<Marker> parts = new ArrayList<>();
    for (int i = 0; i < planted; i++) {
      parts.add(program.get(random.nextInt(program.size())));
    }
    for (int i = 0; i < others; i++) {
      parts.add(new Marker(random.nextInt(simulation.params().families()), 0));
    }
    Set<String> genes = new TreeSet<>();
    for (int s = 0; s < genomes.size(); s++) {
      Genome genome = genomes.get(s);
      String id = simulation.params().species().get(s);
      IntStream.range(0, genome.size())
          .filter(g -> parts.contains(genome.gene(g).marker()))
          .forEach(g -> genes.add(GeneAxis.prefixed(id, genome.gene(g).name())));
    }
    return genes;
  }
}
