package org.samap.core.engine.cpu;

import org.samap.core.expression.EntryFunction;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.Workers;

/**
 * Expression whose values are computed from other expression, block by block.
 *
 * @param x the expression that it is computed from
 * @param keep whether each gene is kept
 * @param f computes each new value
 */
record Derivation(Expression x, boolean[] keep, EntryFunction f) {

  Expression into(ExpressionStore store, Workers workers) {
    ExpressionStore.Builder out = store.builder(x.cells(), x.genes(), x.entries());
    workers.forEach(x.blocks(), b -> out.put(block(b)));
    return out.build();
  }

  private RowBlock block(int block) {
    int first = x.firstCell(block);
    int end = x.endCell(block);
    RowBlock.Builder out = RowBlock.builder(first, end - first);
    RowCursor row = x.cursor();
    for (int cell = first; cell < end; cell++) {
      row.read(cell);
      for (int p = row.from(); p < row.to(); p++) {
        int gene = row.genes()[p];
        if (keep[gene]) {
          out.add(gene, (float) f.of(cell, gene, row.values()[p]));
        }
      }
      out.endRow();
    }
    return out.build();
  }
}
