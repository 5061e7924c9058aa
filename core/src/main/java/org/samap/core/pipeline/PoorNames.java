package org.samap.core.pipeline;

import java.util.List;
import java.util.Set;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.NameFix;
import org.samap.core.homology.graph.TranscriptNames;
import org.samap.core.homology.names.NameProposal;
import org.samap.core.homology.names.NameScorer;
import org.samap.core.homology.names.SequenceHeader;
import org.samap.core.run.Progress;

/** Finds out what would help where few names of the search tables are those of the data. */
final class PoorNames {
  /** Names differ if a smaller share of either side matches. */
  private static final double FEW = 0.3;

  private final GeneAxis tables;
  private final GeneAxis data;
  private final Progress progress;

  PoorNames(GeneAxis tables, GeneAxis data, Progress progress) {
    this.tables = tables;
    this.data = data;
    this.progress = progress;
  }

  /**
   * Tells for each species with few common names which change of them matches more genes.
   *
   * @param names those that the user gives
   * @param given the species that have them, which are left alone
   * @return the same names, and with {@link NameFix#AUTO} those that the changes give
   */
  TranscriptNames complete(TranscriptNames names, Set<String> given, NameFix fix) {
    TranscriptNames all = names;
    for (String id : data.species()) {
      List<String> ofTables = names(tables, id);
      List<String> ofData = names(data, id);
      if (given.contains(id) || !differ(id, ofTables.size(), ofData.size())) {
        continue;
      }
      NameProposal proposal =
          new NameScorer(ofData).propose(ofTables.stream().map(SequenceHeader::ofName).toList());
      if (proposal.helps() && fix == NameFix.AUTO) {
        progress.info(id + ": names changed: " + proposal.text());
        all = all.with(id, pairs(proposal));
      } else if (proposal.helps()) {
        progress.warn(
            "%s: names differ; %s (fix-names auto does that)".formatted(id, proposal.text()));
      }
    }
    return all;
  }

  private boolean differ(String id, int inTables, int inData) {
    long common =
        data.namesOf(data.species().indexOf(id)).stream()
            .filter(name -> tables.indexOf(name) >= 0)
            .count();
    return common < FEW * inTables || common < FEW * inData;
  }

  private static List<TranscriptNames.Pair> pairs(NameProposal proposal) {
    return proposal.pairs().stream()
        .map(pair -> new TranscriptNames.Pair(pair.name(), pair.gene()))
        .toList();
  }

  /** The names of a species without its id before them. */
  private static List<String> names(GeneAxis genes, String id) {
    return genes.namesOf(genes.species().indexOf(id)).stream()
        .map(name -> name.substring(id.length() + 1))
        .toList();
  }
}
