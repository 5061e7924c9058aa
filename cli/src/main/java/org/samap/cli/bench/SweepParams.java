package org.samap.cli.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * The sizes and options of a sweep.
 *
 * @param sizes cells of both species together, each size once, rising
 * @param data what is simulated
 * @param threads of the runs
 * @param umap whether the runs lay the cells out
 * @param options further options of {@code samap run}
 * @param keep whether the simulated files are kept after their run
 * @param out the folder of table and plots
 */
record SweepParams(
    List<Integer> sizes,
    Data data,
    int threads,
    boolean umap,
    List<String> options,
    boolean keep,
    Path out) {

  /**
   * The simulated species.
   *
   * @param genes of each, about
   * @param types that both share
   * @param depth median count of a cell
   * @param seed of the simulation
   */
  record Data(int genes, int types, double depth, long seed) {}

  SweepParams {
    sizes = sizes.stream().distinct().sorted().toList();
    options = List.copyOf(options);
  }
}
