package org.samap.cuda.search;

/** Where the points are that queries are compared with. The kernels have the same list. */
enum Among {
  /** In another side. */
  OTHERS,
  /** In the side of the queries, so that no query is compared with itself. */
  ITSELF,
  /** In some clusters, which can hold fewer points than are wanted. */
  CLUSTERS
}
