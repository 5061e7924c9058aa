// Lists of candidates: the best of them, their distances in float64, and what their proof leaves out.
#include "samap.cuh"
#include "search.cuh"

using namespace samap::search;
using samap::ALL_LANES;
using samap::WARP;

namespace {

__device__ unsigned long long least_of_warp(unsigned long long x) {
  for (int half = WARP / 2; half > 0; half /= 2) {
    x = min(x, __shfl_xor_sync(ALL_LANES, x, half));
  }
  return x;
}

// The `kept` largest of n > kept numbers, none equal, are those from the result on. Decides the bits
// in which they differ from the highest on, until it divides them.
__device__ unsigned long long threshold(const unsigned long long* numbers, int n, int kept) {
  unsigned long long least = ~0ull;
  unsigned long long most_complement = ~0ull;
  for (int i = samap::lane(); i < n; i += WARP) {
    least = min(least, numbers[i]);
    most_complement = min(most_complement, ~numbers[i]);
  }
  least = least_of_warp(least);
  int bit = 63 - __clzll(static_cast<long long>(least ^ ~least_of_warp(most_complement)));
  unsigned long long from = least >> bit >> 1 << bit << 1;
  for (int above = n; above != kept && bit >= 0; bit--) {
    unsigned long long trial = from | 1ull << bit;
    int count = 0;
    for (int i = samap::lane(); i < n; i += WARP) {
      count += numbers[i] >= trial;
    }
    count = __reduce_add_sync(ALL_LANES, count);
    if (count >= kept) {
      from = trial;
      above = count;
    }
  }
  return from;
}

}  // namespace

// Cuts lists down to the `kept` best and raises their limits to the worst of these. A list that had
// too little room takes nothing more, and its count tells. A warp cuts a list, with room for it in
// shared memory.
SAMAP_KERNEL(128, cut_lists, Place* places, unsigned long long* lists, int first, int positions,
             int kept, int capacity) {
  SAMAP_DYNAMIC_SHARED(unsigned long long, shared);
  int i = static_cast<int>(blockIdx.x * (blockDim.x / WARP)) + samap::warp();
  Place* place = places + first + min(i, positions - 1);
  int n = i < positions ? place->count : 0;
  if (n > capacity) {
    if (samap::lane() == 0) {
      place->limit = INFINITE;
    }
  } else if (n > kept) {
    unsigned long long* list = lists + static_cast<size_t>(first + i) * capacity;
    unsigned long long* all = shared + samap::warp() * capacity;
    for (int j = samap::lane(); j < n; j += WARP) {
      all[j] = list[j];
    }
    __syncwarp();
    unsigned long long from = threshold(all, n, kept);
    unsigned long long worst = ~0ull;
    int written = 0;
    for (int start = 0; start < n; start += WARP) {
      int j = start + samap::lane();
      bool taken = j < n && all[j] >= from;
      unsigned takers = __ballot_sync(ALL_LANES, taken);
      if (taken) {
        unsigned before = takers & ((1u << samap::lane()) - 1u);
        list[written + __popc(before)] = all[j];
        worst = min(worst, all[j]);
      }
      written += __popc(takers);
    }
    worst = least_of_warp(worst);
    if (samap::lane() == 0) {
      place->count = kept;
      place->limit = product_of(worst);
    }
  }
}

namespace {

// Whether (a, i) comes before (b, j): by the distance, then by the index.
__device__ bool is_nearer(double a, int i, double b, int j) { return a < b || (a == b && i < j); }

// Where the points are that queries are compared with.
enum Among {
  OTHERS = 0,   // another side
  ITSELF = 1,   // the side of the queries
  CLUSTERS = 2  // some clusters
};

// What stands for a neighbour where there are too few.
constexpr int NONE = -1;

}  // namespace

// Ranks the candidates of each query in float64 and writes the `wanted` nearest, a warp each. The
// error of a product is linear in what is known of the query. A query whose candidates are not
// proven is added to `failed`, after their number. Clusters can hold fewer than are wanted; of them a
// query without length takes none.
SAMAP_KERNEL(128, rank_candidates, const float* __restrict__ query_values,
             const double* __restrict__ query_measures, const Place* __restrict__ query_places,
             const unsigned long long* __restrict__ lists, int capacity, int kept, int queries,
             const float* __restrict__ point_values, const double* __restrict__ point_measures,
             const Place* __restrict__ point_places, int points, int among, int columns, int metric,
             double factor, double error_per_high, double error_per_low, double error_per_rest,
             double error_per_offset, double least_error, int wanted, int* __restrict__ indices,
             double* __restrict__ distances, int* failed) {
  SAMAP_DYNAMIC_SHARED(double, shared);
  int warps = static_cast<int>(blockDim.x) / WARP;
  double* keys = shared + samap::warp() * (kept + 1);
  int* rows = reinterpret_cast<int*>(shared + warps * (kept + 1)) + samap::warp() * kept;
  int position = static_cast<int>(blockIdx.x) * warps + samap::warp();
  bool real = position < queries;
  const Place* place = query_places + min(position, queries - 1);
  int row = place->row;
  Row x = row_of(query_values, query_measures, row, columns);
  size_t out = static_cast<size_t>(row) * wanted;
  int others = among == ITSELF ? points - 1 : points;
  bool has_room = place->count <= capacity;
  if (real && metric != EUCLIDEAN && x.squared_norm == 0) {
    // All points are equally far, so those of the lowest index are the nearest.
    for (int i = samap::lane(); i < wanted; i += WARP) {
      indices[out + i] = among == CLUSTERS ? NONE : among == ITSELF && i >= row ? i + 1 : i;
      distances[out + i] = 1;
    }
  } else if (real && has_room) {
    int n = place->count;
    const unsigned long long* list = lists + static_cast<size_t>(position) * capacity;
    for (int start = 0; start < n; start += 2) {
      int i = min(n - 1, start + samap::lane() / LANES);
      int point = point_places[position_of(list[i])].row;
      double sum =
          compared(metric, x, row_of(point_values, point_measures, point, columns), columns);
      if (lane16() == 0) {
        keys[i] = sum;
        rows[i] = point;
      }
    }
    __syncwarp();
    for (int i = samap::lane(); i < n; i += WARP) {
      double other = point_measures[2 * static_cast<size_t>(rows[i]) + 1];
      keys[i] = distance(metric, keys[i], x.squared_norm, other);
    }
    __syncwarp();
    for (int i = samap::lane(); i < n; i += WARP) {
      int rank = 0;
      for (int j = 0; j < n; j++) {
        rank += is_nearer(keys[j], rows[j], keys[i], rows[i]);
      }
      if (rank < wanted) {
        indices[out + rank] = rows[i];
        distances[out + rank] = keys[i];
      }
      if (rank == wanted - 1) {
        keys[kept] = keys[i];
      }
    }
    for (int i = n + samap::lane(); i < wanted; i += WARP) {
      indices[out + i] = NONE;
      distances[out + i] = INFINITE;
    }
    __syncwarp();
    // Fewer than wanted have never been cut, so these are all that clusters hold.
    if (samap::lane() == 0 && n < others && !(among == CLUSTERS && n < wanted)) {
      double farthest = n < wanted ? 0 : keys[kept];
      double product = metric == EUCLIDEAN ? -0.5 * (farthest * factor) * (farthest * factor)
                                           : 1 - farthest;
      double error = least_error + error_per_high * place->high + error_per_low * place->low +
                     error_per_rest * place->rest + error_per_offset * place->offset;
      double bound = place->limit + error;
      if (n < wanted || !(product > bound)) {
        failed[1 + atomicAdd(failed, 1)] = row;
      }
    }
  } else if (real && samap::lane() == 0) {
    failed[1 + atomicAdd(failed, 1)] = row;
  }
}

namespace {

constexpr int SORTED = 1024;

// Sorts the first n of up to 1,024 pairs, by a network that all threads of a block take part in.
__device__ void sort(double* keys, int* rows, int n) {
  int all = 1;
  while (all < n) {
    all *= 2;
  }
  for (int i = static_cast<int>(threadIdx.x); i < all; i += static_cast<int>(blockDim.x)) {
    if (i >= n) {
      keys[i] = INFINITE;
      rows[i] = 0x7fffffff;
    }
  }
  for (int size = 2; size <= all; size *= 2) {
    for (int apart = size / 2; apart > 0; apart /= 2) {
      __syncthreads();
      for (int p = static_cast<int>(threadIdx.x); p < all / 2; p += static_cast<int>(blockDim.x)) {
        int i = 2 * p - (p & (apart - 1));
        int j = i + apart;
        bool rising = (i & size) == 0;
        if (is_nearer(keys[j], rows[j], keys[i], rows[i]) == rising) {
          double key = keys[i];
          keys[i] = keys[j];
          keys[j] = key;
          int row = rows[i];
          rows[i] = rows[j];
          rows[j] = row;
        }
      }
    }
  }
  __syncthreads();
}

// Compares a query with the points point_at(0), ..., point_at(count - 1), of which -1 is none, and
// writes the `wanted` nearest; where there are fewer, the others are none.
template <typename PointAt>
__device__ void rank(Row x, int query, const float* point_values, const double* point_measures,
                     int points, int columns, int metric, int wanted, int* indices,
                     double* distances, PointAt point_at) {
  __shared__ double keys[SORTED];
  __shared__ int rows[SORTED];
  __shared__ int count;
  __shared__ double limit;
  __shared__ int limit_row;
  constexpr int BATCH = 256;
  int half = static_cast<int>(threadIdx.x) / LANES;
  if (threadIdx.x == 0) {
    count = 0;
    limit = INFINITE;
    limit_row = 0;
  }
  __syncthreads();
  for (int from = 0; from < points; from += BATCH) {
    for (int i = half; i < BATCH; i += static_cast<int>(blockDim.x) / LANES) {
      int point = from + i < points ? point_at(from + i) : NONE;
      Row y = row_of(point_values, point_measures, max(point, 0), columns);
      double sum = compared(metric, x, y, columns);
      double d = distance(metric, sum, x.squared_norm, y.squared_norm);
      if (lane16() == 0 && point != NONE && is_nearer(d, point, limit, limit_row)) {
        int at = atomicAdd(&count, 1);
        keys[at] = d;
        rows[at] = point;
      }
    }
    __syncthreads();
    if (count > SORTED - BATCH || from + BATCH >= points) {
      sort(keys, rows, count);
      if (threadIdx.x == 0 && count >= wanted) {
        count = wanted;
        limit = keys[wanted - 1];
        limit_row = rows[wanted - 1];
      }
    }
    __syncthreads();
  }
  for (int i = static_cast<int>(threadIdx.x); i < wanted; i += static_cast<int>(blockDim.x)) {
    bool found = i < count;
    indices[static_cast<size_t>(query) * wanted + i] = found ? rows[i] : NONE;
    distances[static_cast<size_t>(query) * wanted + i] = found ? keys[i] : INFINITE;
  }
}

}  // namespace

// Compares queries with all points in float64 and writes the `wanted` nearest, a block each. At most
// 512 can be wanted.
SAMAP_KERNEL(256, rank_all, const float* __restrict__ query_values,
             const double* __restrict__ query_measures, const int* __restrict__ queries,
             const float* __restrict__ point_values, const double* __restrict__ point_measures,
             int points, int self, int columns, int metric, int wanted, int* __restrict__ indices,
             double* __restrict__ distances) {
  int query = queries[blockIdx.x];
  Row x = row_of(query_values, query_measures, query, columns);
  rank(x, query, point_values, point_measures, points, columns, metric, wanted, indices, distances,
       [=](int point) { return self && point == query ? NONE : point; });
}

// The same for some of the points: those of the i-th of the queries are
// some[i * stride .. i * stride + counts[i]), of which -1 is none.
SAMAP_KERNEL(256, rank_some, const float* __restrict__ query_values,
             const double* __restrict__ query_measures, const int* __restrict__ queries,
             const float* __restrict__ point_values, const double* __restrict__ point_measures,
             const int* __restrict__ some, const int* __restrict__ counts, int stride,
             int columns, int metric, int wanted, int* __restrict__ indices,
             double* __restrict__ distances) {
  int query = queries[blockIdx.x];
  Row x = row_of(query_values, query_measures, query, columns);
  const int* mine = some + static_cast<size_t>(blockIdx.x) * stride;
  rank(x, query, point_values, point_measures, counts[blockIdx.x], columns, metric, wanted,
       indices, distances, [=](int i) { return mine[i]; });
}
