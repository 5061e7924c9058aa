package org.samap.cuda.search;

/** Where the points are that queries are compared with. */
enum Among {
  /** In another side. */
  OTHERS(0),
  /** In the side of the queries, so that no query is compared with itself. */
  ITSELF(1),
  /** In some clusters, which can hold fewer points than are wanted. */
  CLUSTERS(2);

  private final int number;

  Among(int number) {
    this.number = number;
  }

  /** The number that the kernels know it by. */
  int number() {
    return number;
  }
}
