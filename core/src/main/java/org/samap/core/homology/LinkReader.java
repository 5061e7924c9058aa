package org.samap.core.homology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.samap.core.homology.LinkRoute.Direct;
import org.samap.core.homology.LinkRoute.Through;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.graph.LinkCollector;
import org.samap.core.homology.graph.TwoSpecies;
import org.samap.core.homology.pairs.PairTable;
import org.samap.core.homology.tables.BlastTables;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Reads the sources of a graph and joins them as a {@link LinkPlan} says. */
final class LinkReader {
  /** Where fewer genes of the third species are on a path, its names probably differ. */
  private static final double FEW = 0.3;

  private final HomologySources sources;
  private final List<String> species;
  private final HomologyParams params;
  private final Workers workers;
  private final Progress progress;
  private final LinkPlan plan;

  LinkReader(
      HomologySources sources,
      List<String> species,
      HomologyParams params,
      Workers workers,
      Progress progress) {
    this.sources = sources;
    this.species = species;
    this.params = params;
    this.workers = workers;
    this.progress = progress;
    this.plan = LinkPlan.of(sources, species);
  }

  SourcedGraph read() {
    tell();
    Map<TwoSpecies, String> origins = new LinkedHashMap<>();
    TwoSpecies.all(species).forEach(two -> origins.put(two, plan.origin(two)));
    HomologyGraph graph = withPaths(direct());
    if (origins.keySet().stream().map(plan::source).distinct().count() > 1) {
      progress.info(
          "links come from different sources (%s), so each weight is taken relative to the best links of its genes"
              .formatted(String.join("; ", new LinkedHashSet<>(origins.values()))));
      graph = LinkPaths.relative(graph);
    }
    return new SourcedGraph(graph, origins);
  }

  /** The links that need no third species, also those of the steps of paths. */
  private HomologyGraph direct() {
    Set<TwoSpecies> inMaps = plan.taking(Direct.MAPS);
    if (inMaps.equals(plan.routes().keySet())) {
      return maps(inMaps);
    }
    LinkCollector links = new LinkCollector(plan.species());
    plan.pairs().forEach(table -> links.add(table.graph(), plan.taking(Direct.PAIRS)));
    plan.groups().ifPresent(graph -> links.add(graph, plan.taking(Direct.EGGNOG)));
    if (!inMaps.isEmpty()) {
      links.add(maps(inMaps), inMaps);
    }
    return links.graph();
  }

  private HomologyGraph maps(Set<TwoSpecies> wanted) {
    return BlastTables.in(sources.maps().orElseThrow())
        .read(plan.species(), wanted::contains, params, workers, progress);
  }

  private HomologyGraph withPaths(HomologyGraph direct) {
    Map<TwoSpecies, Through> paths = new LinkedHashMap<>();
    for (TwoSpecies two : TwoSpecies.all(species)) {
      if (plan.routes().get(two) instanceof Through through) {
        paths.put(two, through);
      }
    }
    if (paths.isEmpty()) {
      return direct;
    }
    LinkCollector links = new LinkCollector(species);
    links.add(
        direct,
        TwoSpecies.all(species).stream()
            .filter(two -> !paths.containsKey(two))
            .collect(Collectors.toSet()));
    paths.forEach((two, through) -> addPaths(direct, two, through.middle(), links));
    return links.graph();
  }

  private void addPaths(HomologyGraph direct, TwoSpecies two, String middle, LinkCollector to) {
    LinkPaths.Middle genes = LinkPaths.add(direct, two, middle, params.filterThreshold(), to);
    if (genes.onPaths() == 0) {
      throw new InputException(
          "no gene of %s has links with both %s, so it cannot link them; check that their tables name its genes alike"
              .formatted(middle, two));
    }
    String line =
        String.format(
            Locale.ROOT,
            "%s are linked through %s: %d of its genes have links with both, %d with %s, %d with"
                + " %s",
            two,
            middle,
            genes.onPaths(),
            genes.withFirst(),
            two.first(),
            genes.withSecond(),
            two.second());
    if (genes.onPaths() < FEW * Math.min(genes.withFirst(), genes.withSecond())) {
      progress.warn(line + "; check that their tables name the genes of " + middle + " alike");
    } else {
      progress.info(line);
    }
  }

  /** Tells what was read, and which sources nothing needs. */
  private void tell() {
    List<String> unused = new ArrayList<>();
    for (int t = 0; t < plan.pairs().size(); t++) {
      PairTable table = plan.pairs().get(t);
      progress.info(table.line(sources.pairs().get(t)));
      if (table.graph().linked().stream().noneMatch(plan.taking(Direct.PAIRS)::contains)) {
        unused.add(sources.pairs().get(t).file().toString());
      }
    }
    plan.groups()
        .ifPresent(
            graph -> {
              progress.info(sources.eggnog().orElseThrow().line(graph));
              if (plan.taking(Direct.EGGNOG).isEmpty()) {
                unused.add("the orthologous groups");
              }
            });
    sources
        .maps()
        .filter(_ -> plan.taking(Direct.MAPS).isEmpty())
        .ifPresent(folder -> unused.add(folder.toString()));
    if (!unused.isEmpty()) {
      progress.warn(
          "not used: %s; all species take their links from other sources"
              .formatted(String.join(", ", unused)));
    }
  }
}
