// Products of queries with the points of their nearest clusters. (Lists are those of candidates here.)
//
// Points lie in the order of their clusters, which are cut into segments of up to 256 points. A query
// walks through the segments of its clusters, nearest first, in rounds; limits rise between rounds. The
// queries that are at the same segment in a round are compared with it together.
#include "samap.cuh"
#include "search.cuh"
#include "search_tiles.cuh"

using namespace samap::search;

namespace {

// A part of the points lies on the device: those in [from, to) of the order of all points.
struct Part {
  const int* starts;  // where clusters begin in the order of all points
  int from;
  int to;
};

// What the part has of a cluster.
struct Cluster {
  int first;  // position
  int count;
};

__device__ Cluster cluster_of(const Part& part, int number) {
  int first = max(part.starts[number], part.from);
  return {first - part.from, max(0, min(part.starts[number + 1], part.to) - first)};
}

// How far a query has come.
struct Walk {
  int rank;  // of the cluster that it is at
  int done;  // points of that cluster
  int seen;  // points of all
  int own;   // the position that the query has among the points, or -1
};

constexpr int SEGMENT = COLUMNS;
constexpr int FIRST_ROUND = 256;
constexpr int LONGEST_ROUND = 1 << 16;
constexpr int MOST_VISITED = 512;  // segments in a round

}  // namespace

// Begins the walks of all positions of queries, of which the first `count` have a query. `own` is by the
// row of the query.
SAMAP_KERNEL(256, begin_walks, const Place* __restrict__ places, int count, int positions,
             const int* __restrict__ own, Walk* walks) {
  int position = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
  if (position < positions) {
    walks[position] = {0, 0, 0, position < count ? own[places[position].row] : -1};
  }
}

// Walks a round, a thread for each query. Counts the queries at each segment, or, where there are
// `queries`, writes their positions there; `at` tells where those of a segment begin. `segments` is the
// first segment of each cluster, `nearest` the clusters of each query, nearest first, by its row. A
// round takes three times as many points as the query has seen, so that lists have room for those that
// are better (see ListShape), and at least a segment.
SAMAP_KERNEL(256, walk_clusters, Walk* walks, const Place* __restrict__ places, int count,
             const int* __restrict__ nearest, int probes, const int* __restrict__ starts, int from,
             int to, const int* __restrict__ segments, int* at, int* queries) {
  int position = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
  if (position < count) {
    Part part = {starts, from, to};
    Walk walk = walks[position];
    const int* mine = nearest + static_cast<size_t>(places[position].row) * probes;
    int budget = max(FIRST_ROUND, min(3 * min(walk.seen, LONGEST_ROUND), LONGEST_ROUND));
    int taken = 0;
    int visited = 0;
    while (walk.rank < probes) {
      int points = min(SEGMENT, cluster_of(part, mine[walk.rank]).count - walk.done);
      if (points <= 0) {
        walk.rank++;
        walk.done = 0;
        continue;
      }
      if ((taken > 0 && taken + points > budget) || visited == MOST_VISITED) {
        break;
      }
      int slot = atomicAdd(&at[segments[mine[walk.rank]] + walk.done / SEGMENT], 1);
      if (queries != nullptr) {
        queries[slot] = position;
      }
      taken += points;
      visited++;
      walk.done += points;
    }
    if (queries != nullptr) {
      walk.seen += taken;
      walks[position] = walk;
    }
  }
}

namespace {

// The queries of a tile and the segment that they are compared with.
struct Strip {
  int first;  // position
  int points;
};

struct Strips {
  const Strip* strips;
  int count;
  const int* queries;  // 128 positions for each strip
  const Walk* walks;

  struct Tile {
    int number;
  };

  __device__ bool has(const Tile& tile) const { return tile.number < count; }

  __device__ Tile from(int number) const { return {number}; }

  __device__ int row(const Tile& tile, int r) const {
    return __ldg(queries + tile.number * ROWS + r);
  }

  __device__ int column(const Tile& tile) const { return __ldg(&strips[tile.number].first); }

  __device__ bool columns_want() const { return false; }

  // Behind the segment lie points of other clusters.
  __device__ bool takes(const Tile& tile, int, int c) const {
    return c < __ldg(&strips[tile.number].points);
  }

  __device__ bool are_apart(int row, int column) const { return walks[row].own != column; }
};

}  // namespace

// Empties the places of queries in strips: `none` is a position without a query.
SAMAP_KERNEL(256, empty_strips, int* queries, int count, int none) {
  int i = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
  if (i < count) {
    queries[i] = none;
  }
}

// Computes the products s of strips and offers those above its limit to the list of each query. Where
// a strip has fewer queries than rows, it has a position without a query in their place.
SAMAP_KERNEL(THREADS, offer_clusters, const uint4* __restrict__ query_forms, Place* query_places,
             unsigned long long* query_lists, int query_positions, int query_capacity,
             const uint4* __restrict__ point_forms, Place* point_places, int point_positions,
             const Strip* __restrict__ strips, int count, const int* __restrict__ queries,
             const Walk* __restrict__ walks, int steps) {
  SAMAP_DYNAMIC_SHARED(uint4, shared);
  Side a = {query_forms, query_places, query_lists, query_positions, query_capacity};
  Side b = {point_forms, point_places, nullptr, point_positions, 0};
  Strips work = {strips, count, queries, walks};
  offer_tiles(a, b, work, steps, shared);
}

// Counts the points in the clusters of some queries, or, where there are `points`, writes their rows
// there, -1 for the query itself. A block each; `stride` is the room of a query.
SAMAP_KERNEL(256, list_points, const int* __restrict__ queries, const int* __restrict__ nearest,
             int probes, const int* __restrict__ starts, int from, int to,
             const Place* __restrict__ places, const int* __restrict__ own, int stride,
             int* counts, int* points) {
  Part part = {starts, from, to};
  int query = queries[blockIdx.x];
  int count = 0;
  for (int i = 0; i < probes; i++) {
    Cluster cluster = cluster_of(part, nearest[static_cast<size_t>(query) * probes + i]);
    if (points != nullptr) {
      int* out = points + static_cast<size_t>(blockIdx.x) * stride + count;
      for (int p = static_cast<int>(threadIdx.x); p < cluster.count;
           p += static_cast<int>(blockDim.x)) {
        int position = cluster.first + p;
        out[p] = position == own[query] ? -1 : places[position].row;
      }
    }
    count += cluster.count;
  }
  if (threadIdx.x == 0) {
    counts[blockIdx.x] = count;
  }
}
