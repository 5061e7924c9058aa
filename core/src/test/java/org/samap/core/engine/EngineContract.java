package org.samap.core.engine;

import org.junit.jupiter.api.AfterEach;
import org.samap.core.run.Workers;

/**
 * What every engine does, each operation against a plain dense twin, with sizes about those of
 * vectors, blocks and tasks.
 */
public abstract class EngineContract
    implements ExpressionContract,
        ProjectionContract,
        RowsContract,
        JoinedCellsContract,
        AgreementContract {
  private final Workers workers = Workers.of(2);

  /**
   * @param workers to be used; closed by the test
   */
  protected abstract Engine engine(Workers workers);

  @Override
  public final Engine engine() {
    return engine(workers);
  }

  @AfterEach
  void closeWorkers() {
    workers.close();
  }
}
