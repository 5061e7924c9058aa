// The nearest rows: products of all pairs on the tensor cores, the best candidates of each row, and
// their distances in float64. The Java package org.samap.cuda.search tells the story; ProductError
// there derives the bound that proves the candidates.
//
// Rows of a side are compared in a shuffled order. A position is a place in that order.
#include "samap.cuh"

using samap::ALL_LANES;
using samap::WARP;

namespace {

enum Metric { COSINE, CORRELATION, EUCLIDEAN };

constexpr float INFINITE = __builtin_huge_valf();

// ---- float64, with the bits of the CPU's kernels: half a warp is the 16 lanes of a sum

constexpr int LANES = 16;

__device__ int lane16() { return threadIdx.x & (LANES - 1); }

// Folds the columns of each lane with `step`, then adds the lanes: l to l + 8, to l + 4, ...
template <typename Step>
__device__ double in_lanes(int columns, Step step) {
  double sum = 0;
  for (int c = lane16(); c < columns; c += LANES) {
    sum = step(sum, c);
  }
  for (int half = LANES / 2; half > 0; half /= 2) {
    sum += __shfl_xor_sync(ALL_LANES, sum, half);
  }
  return sum;
}

// Adds the terms of all columns one after another.
template <typename Term>
__device__ double in_order(int columns, Term term) {
  int first = samap::lane() & LANES;
  double sum = 0;
  for (int from = 0; from < columns; from += LANES) {
    int c = from + lane16();
    double mine = c < columns ? term(c) : 0;
    int count = min(LANES, columns - from);
    for (int l = 0; l < count; l++) {
      sum += __shfl_sync(ALL_LANES, mine, first | l);
    }
  }
  return sum;
}

// A row with the mean that is subtracted from its values and its |x|^2.
struct Row {
  const float* values;
  double mean;
  double squared_norm;
};

__device__ double centred_dot(Row x, Row y, int columns) {
  return in_order(columns, [=](int c) {
    return (x.values[c] - x.mean) * (y.values[c] - y.mean);
  });
}

__device__ double dot(Row x, Row y, int columns) {
  return in_lanes(columns, [=](double sum, int c) {
    return fma(static_cast<double>(x.values[c]), static_cast<double>(y.values[c]), sum);
  });
}

__device__ double squared_distance(Row x, Row y, int columns) {
  return in_lanes(columns, [=](double sum, int c) {
    double d = static_cast<double>(x.values[c]) - y.values[c];
    return fma(d, d, sum);
  });
}

// The sum over columns that a distance comes from.
__device__ double compared(int metric, Row x, Row y, int columns) {
  return metric == COSINE        ? dot(x, y, columns)
         : metric == CORRELATION ? centred_dot(x, y, columns)
                                 : squared_distance(x, y, columns);
}

__device__ double distance(int metric, double compared, double squared_norm, double other) {
  if (metric == EUCLIDEAN) {
    return sqrt(compared);
  }
  double scale = sqrt(squared_norm * other);
  return scale == 0 ? 1 : max(0.0, 1 - compared / scale);
}

__device__ Row row_of(const float* values, const double* measures, int row, int columns) {
  return {values + static_cast<size_t>(row) * columns, measures[2 * static_cast<size_t>(row)],
          measures[2 * static_cast<size_t>(row) + 1]};
}

}  // namespace

// The mean and |x|^2 of each row; for Euclidean distance |x - centre|^2, and the largest of these as
// the bits of a double. Half a warp measures a row.
SAMAP_KERNEL(256, measure_rows, const float* __restrict__ values, const double* __restrict__ centre,
             int count, int columns, int metric, double* __restrict__ measures,
             unsigned long long* largest) {
  int row = static_cast<int>((blockIdx.x * blockDim.x + threadIdx.x) / LANES);
  Row x = {values + static_cast<size_t>(min(row, count - 1)) * columns, 0, 0};
  if (metric == CORRELATION) {
    x.mean = in_order(columns, [=](int c) { return static_cast<double>(x.values[c]); }) / columns;
    x.squared_norm = centred_dot(x, x, columns);
  } else if (metric == COSINE) {
    x.squared_norm = dot(x, x, columns);
  } else {
    x.squared_norm = in_lanes(columns, [=](double sum, int c) {
      double d = x.values[c] - centre[c];
      return fma(d, d, sum);
    });
  }
  if (row < count && lane16() == 0) {
    measures[2 * static_cast<size_t>(row)] = x.mean;
    measures[2 * static_cast<size_t>(row) + 1] = x.squared_norm;
    if (metric == EUCLIDEAN) {
      atomicMax(largest, static_cast<unsigned long long>(__double_as_longlong(x.squared_norm)));
    }
  }
}

namespace {

// What is known of the row at a position. Its form is h + l, both bf16, and t is what it stands for.
struct Place {
  float offset;  // |t|^2 / 2 for Euclidean distance, else 0; infinite where there is no row
  float limit;   // products up to this are refused
  int count;     // of candidates offered; those that find no room are counted only
  int row;
  float high;  // at least |h|
  float low;   // at least |l|
  float rest;  // at least |t - h - l|
  float unused;
};

// A form lies in records of 16 columns (`steps` of them), and all records of a step lie together in
// the order of positions. A word of four columns has their h, then their l: what one lane of an mma
// needs. So tiles are copied as they lie, and read without bank conflicts.
constexpr int WORDS = 4;  // of a record

__device__ float at_least(double squares) {
  return static_cast<float>(sqrt(squares) * (1 + 1e-6)) + 1e-30f;
}

__device__ void raise(unsigned* largest, float x) {
  unsigned bits = __float_as_uint(x);
  if (bits > *static_cast<volatile unsigned*>(largest)) {
    atomicMax(largest, bits);
  }
}

__device__ double sum_of_warp(double x) {
  for (int half = WARP / 2; half > 0; half /= 2) {
    x += __shfl_xor_sync(ALL_LANES, x, half);
  }
  return x;
}

__device__ uint32_t pair(uint16_t first, uint16_t second) {
  return first | static_cast<uint32_t>(second) << 16;
}

}  // namespace

// Makes the forms of all positions, a warp each. `largest` takes the largest high, low, rest and
// offset.
SAMAP_KERNEL(256, split_rows, const float* __restrict__ values, const double* __restrict__ measures,
             const int* __restrict__ order, const double* __restrict__ centre, int count,
             int positions, int columns, int steps, int metric, double factor,
             uint4* __restrict__ forms, Place* __restrict__ places, unsigned* largest) {
  int position = static_cast<int>(blockIdx.x * (blockDim.x / WARP)) + samap::warp();
  bool real = position < count;
  int row = real ? order[position] : 0;
  Row x = row_of(values, measures, row, columns);
  double scale =
      metric == EUCLIDEAN ? factor : x.squared_norm == 0 ? 0 : 1 / sqrt(x.squared_norm);
  double highs = 0;
  double lows = 0;
  double rests = 0;
  double squares = 0;
  for (int word = samap::lane(); word < steps * WORDS; word += WARP) {
    uint16_t high[4];
    uint16_t low[4];
    for (int i = 0; i < 4; i++) {
      int c = 4 * word + i;
      double t = 0;
      if (real && c < columns) {
        t = (x.values[c] - (metric == EUCLIDEAN ? centre[c] : x.mean)) * scale;
      }
      high[i] = samap::to_bf16(static_cast<float>(t));
      double h = samap::from_bf16(high[i]);
      low[i] = samap::to_bf16(static_cast<float>(t - h));
      double l = samap::from_bf16(low[i]);
      double rest = (t - h) - l;
      highs = fma(h, h, highs);
      lows = fma(l, l, lows);
      rests = fma(rest, rest, rests);
      squares = fma(t, t, squares);
    }
    size_t record = static_cast<size_t>(word / WORDS) * positions + position;
    forms[record * WORDS + word % WORDS] =
        make_uint4(pair(high[0], high[1]), pair(high[2], high[3]), pair(low[0], low[1]),
                   pair(low[2], low[3]));
  }
  highs = sum_of_warp(highs);
  lows = sum_of_warp(lows);
  rests = sum_of_warp(rests);
  squares = sum_of_warp(squares);
  if (samap::lane() == 0) {
    Place place = {metric == EUCLIDEAN ? static_cast<float>(0.5 * squares) : 0,
                   -INFINITE,
                   0,
                   row,
                   at_least(highs),
                   at_least(lows),
                   at_least(rests),
                   0};
    if (real) {
      raise(&largest[0], place.high);
      raise(&largest[1], place.low);
      raise(&largest[2], place.rest);
      raise(&largest[3], place.offset);
    } else {
      place.offset = INFINITE;
      place.limit = INFINITE;
    }
    places[position] = place;
  }
}

namespace {

// ---- candidates

// A candidate: the bits of its product s, in an order that unsigned numbers have too, and the
// complement of its position. So the larger is the better, and no two are equal.
__device__ unsigned long long candidate(float s, int position) {
  unsigned bits = __float_as_uint(s);
  unsigned ordered = bits & 0x80000000u ? ~bits : bits | 0x80000000u;
  return static_cast<unsigned long long>(ordered) << 32 | static_cast<unsigned>(~position);
}

__device__ int position_of(unsigned long long candidate) {
  return ~static_cast<int>(static_cast<unsigned>(candidate));
}

__device__ float product_of(unsigned long long candidate) {
  unsigned ordered = static_cast<unsigned>(candidate >> 32);
  return __uint_as_float(ordered & 0x80000000u ? ordered & 0x7fffffffu : ~ordered);
}

// One side of a rectangle of products. A list has room for `capacity` candidates.
struct Side {
  const uint4* forms;
  Place* places;
  unsigned long long* lists;
  int positions;
  int capacity;
};

__device__ void append(const Side& side, int position, float s, int other) {
  int at = atomicAdd(&side.places[position].count, 1);
  if (at < side.capacity) {
    side.lists[static_cast<size_t>(position) * side.capacity + at] = candidate(s, other);
  }
}

// ---- tiles of products

constexpr int ROWS = 128;
constexpr int COLUMNS = 256;
constexpr int THREADS = 512;
constexpr int STAGES = 3;
constexpr int STAGE_WORDS = (ROWS + COLUMNS) * WORDS;
constexpr int NOTED = 3072;
// Tiles are taken in bands of this many rows of tiles, so that the tiles at work share operands.
constexpr int BAND = 16;

// How products are offered.
enum Mode { TO_ROWS = 0, TO_BOTH = 1, WITHIN = 2 };  // WITHIN: both, each pair of a side once

struct Rectangle {
  int first_row;
  int row_tiles;
  int first_column;
  int column_tiles;
  int mode;
};

// A tile, as the numbers of its first row and column.
struct Tile {
  int number;
  int row;
  int column;
};

__device__ void locate(Tile& tile, const Rectangle& r) {
  int band = tile.number / (BAND * r.column_tiles);
  int within = tile.number - band * BAND * r.column_tiles;
  int height = min(BAND, r.row_tiles - band * BAND);
  tile.row = r.first_row + (band * BAND + within % height) * ROWS;
  tile.column = r.first_column + within / height * COLUMNS;
}

// Goes on to the first tile from `number` on that this block computes.
__device__ Tile tile_from(int number, const Rectangle& r) {
  Tile tile = {number, 0, 0};
  int tiles = r.row_tiles * r.column_tiles;
  for (; tile.number < tiles; tile.number += static_cast<int>(gridDim.x)) {
    locate(tile, r);
    if (r.mode != WITHIN || tile.column + COLUMNS - 1 > tile.row) {
      break;
    }
  }
  return tile;
}

// What goes to shared memory next, `STAGES` - 1 steps before it is used.
struct Loader {
  Tile tile;
  int step;
};

__device__ void load(Loader& loader, const Side& a, const Side& b, const Rectangle& r, int steps,
                     uint4* stage) {
  if (loader.tile.number < r.row_tiles * r.column_tiles) {
    int i = static_cast<int>(threadIdx.x);
    const uint4* rows =
        a.forms + (static_cast<size_t>(loader.step) * a.positions + loader.tile.row) * WORDS;
    const uint4* columns =
        b.forms + (static_cast<size_t>(loader.step) * b.positions + loader.tile.column) * WORDS;
#pragma unroll
    for (int w = 0; w < ROWS * WORDS; w += THREADS) {
      samap::copy_async_16(stage + w + i, rows + w + i, true);
    }
#pragma unroll
    for (int w = 0; w < COLUMNS * WORDS; w += THREADS) {
      samap::copy_async_16(stage + ROWS * WORDS + w + i, columns + w + i, true);
    }
    loader.step++;
    if (loader.step == steps) {
      loader.step = 0;
      loader.tile = tile_from(loader.tile.number + static_cast<int>(gridDim.x), r);
    }
  }
  samap::commit_copies();
}

// A warp computes 64 x 32 products as 4 x 4 fragments.
constexpr int TALL = 4;
constexpr int WIDE = 4;

// Adds the products of 16 columns. They are summed by themselves first, the small ones before the
// large ones, because tensor cores round in units of the largest number that they add.
__device__ void multiply(float (&sums)[TALL][WIDE][4], const uint4* rows, const uint4* columns) {
  int at = samap::lane() / 4 * WORDS + samap::lane() % 4;
  uint4 b[WIDE];
#pragma unroll
  for (int n = 0; n < WIDE; n++) {
    b[n] = columns[n * 8 * WORDS + at];
  }
#pragma unroll
  for (int m = 0; m < TALL; m++) {
    uint4 upper = rows[m * 16 * WORDS + at];
    uint4 lower = rows[(m * 16 + 8) * WORDS + at];
    const uint32_t high[4] = {upper.x, lower.x, upper.y, lower.y};
    const uint32_t low[4] = {upper.z, lower.z, upper.w, lower.w};
    float d[WIDE][4];
#pragma unroll
    for (int n = 0; n < WIDE; n++) {
      d[n][0] = d[n][1] = d[n][2] = d[n][3] = 0;
      const uint32_t other_low[2] = {b[n].z, b[n].w};
      samap::mma_bf16(d[n], high, other_low);
    }
#pragma unroll
    for (int n = 0; n < WIDE; n++) {
      const uint32_t other_high[2] = {b[n].x, b[n].y};
      samap::mma_bf16(d[n], low, other_high);
    }
#pragma unroll
    for (int n = 0; n < WIDE; n++) {
      const uint32_t other_high[2] = {b[n].x, b[n].y};
      samap::mma_bf16(d[n], high, other_high);
    }
#pragma unroll
    for (int n = 0; n < WIDE; n++) {
#pragma unroll
      for (int i = 0; i < 4; i++) {
        sums[m][n][i] += d[n][i];
      }
    }
  }
}

// The products of a tile that lists want. They are noted in shared memory first, so that a warp does
// not wait for a place in each list. A note is the bits of s, then whether the column and the row
// want it, and their numbers in the tile.
struct Notes {
  unsigned long long* notes;
  int* count;
};

constexpr unsigned OF_ROW = 1u << 15;
constexpr unsigned OF_COLUMN = 1u << 16;

__device__ void put(unsigned long long note, const Side& a, const Side& b, const Tile& tile) {
  float s = __uint_as_float(static_cast<unsigned>(note >> 32));
  int row = tile.row + static_cast<int>(note / COLUMNS % ROWS);
  int column = tile.column + static_cast<int>(note % COLUMNS);
  if (note & OF_ROW) {
    append(a, row, s, column);
  }
  if (note & OF_COLUMN) {
    append(b, column, s, row);
  }
}

// Notes the products above their limits, for which there is room; these are then forgotten.
__device__ void take_notes(float (&sums)[TALL][WIDE][4], const Place* rows, const Place* columns,
                           const Tile& tile, int mode, int warp_row, int warp_column,
                           const Notes& notes) {
  int g = samap::lane() / 4;
  int t = samap::lane() % 4;
  float row_offset[TALL][2];
  float row_limit[TALL][2];
#pragma unroll
  for (int m = 0; m < TALL; m++) {
#pragma unroll
    for (int i = 0; i < 2; i++) {
      const Place* place = rows + tile.row + warp_row + m * 16 + i * 8 + g;
      row_offset[m][i] = __ldg(&place->offset);
      row_limit[m][i] = __ldg(&place->limit);
    }
  }
  // Above the diagonal of a side with itself, row < column.
  int above = mode == WITHIN ? tile.column - tile.row : COLUMNS;
#pragma unroll
  for (int n = 0; n < WIDE; n++) {
    float column_offset[2];
    float column_limit[2];
#pragma unroll
    for (int j = 0; j < 2; j++) {
      const Place* place = columns + tile.column + warp_column + n * 8 + 2 * t + j;
      column_offset[j] = __ldg(&place->offset);
      column_limit[j] = mode == TO_ROWS ? INFINITE : __ldg(&place->limit);
    }
#pragma unroll
    for (int m = 0; m < TALL; m++) {
#pragma unroll
      for (int e = 0; e < 4; e++) {
        float s = sums[m][n][e] - (row_offset[m][e / 2] + column_offset[e % 2]);
        if (s > row_limit[m][e / 2] || s > column_limit[e % 2]) {
          int row = warp_row + m * 16 + e / 2 * 8 + g;
          int column = warp_column + n * 8 + 2 * t + e % 2;
          if (row < column + above) {
            int at = atomicAdd(notes.count, 1);
            if (at < NOTED) {
              unsigned wanted = (s > row_limit[m][e / 2] ? OF_ROW : 0) |
                                (s > column_limit[e % 2] ? OF_COLUMN : 0);
              notes.notes[at] = static_cast<unsigned long long>(__float_as_uint(s)) << 32 |
                                (wanted | static_cast<unsigned>(row * COLUMNS + column));
              sums[m][n][e] = -INFINITE;
            }
          }
        }
      }
    }
  }
}

// Offers the products of a tile to the lists, in several rounds if there are many.
__device__ void offer(float (&sums)[TALL][WIDE][4], const Side& a, const Side& b, const Tile& tile,
                      int mode, int warp_row, int warp_column, const Notes& notes) {
  int noted;
  do {
    take_notes(sums, a.places, b.places, tile, mode, warp_row, warp_column, notes);
    __syncthreads();
    noted = *notes.count;
    for (int i = static_cast<int>(threadIdx.x); i < min(noted, NOTED); i += THREADS) {
      put(notes.notes[i], a, b, tile);
    }
    __syncthreads();
    if (threadIdx.x == 0) {
      *notes.count = 0;
    }
    __syncthreads();
  } while (noted > NOTED);
}

}  // namespace

// Computes the products s of a rectangle of positions and offers those above its limit to the list
// of each row, and of each column. Limits stay as they are, so what the lists take does not depend
// on the order of tiles; only where it lies in them does. A block computes tiles of 128 x 256, one
// after another, and has the operands of the next on their way while it offers a tile.
SAMAP_KERNEL(THREADS, offer_products, const uint4* __restrict__ row_forms, Place* row_places,
             unsigned long long* row_lists, int row_positions, int row_capacity,
             const uint4* __restrict__ column_forms, Place* column_places,
             unsigned long long* column_lists, int column_positions, int column_capacity,
             int first_row, int row_tiles, int first_column, int column_tiles, int steps,
             int mode) {
  SAMAP_DYNAMIC_SHARED(uint4, shared);
  Notes notes = {reinterpret_cast<unsigned long long*>(shared + STAGES * STAGE_WORDS), nullptr};
  notes.count = reinterpret_cast<int*>(notes.notes + NOTED);
  Side a = {row_forms, row_places, row_lists, row_positions, row_capacity};
  Side b = {column_forms, column_places, column_lists, column_positions, column_capacity};
  Rectangle r = {first_row, row_tiles, first_column, column_tiles, mode};
  int warp_row = samap::warp() / 8 * 64;
  int warp_column = samap::warp() % 8 * 32;
  if (threadIdx.x == 0) {
    *notes.count = 0;
  }
  Tile tile = tile_from(static_cast<int>(blockIdx.x), r);
  Loader loader = {tile, 0};
  for (int s = 0; s < STAGES - 1; s++) {
    load(loader, a, b, r, steps, shared + s * STAGE_WORDS);
  }
  int stage = 0;
  while (tile.number < row_tiles * column_tiles) {
    float sums[TALL][WIDE][4];
#pragma unroll
    for (int m = 0; m < TALL; m++) {
#pragma unroll
      for (int n = 0; n < WIDE; n++) {
        sums[m][n][0] = sums[m][n][1] = sums[m][n][2] = sums[m][n][3] = 0;
      }
    }
    for (int step = 0; step < steps; step++) {
      samap::wait_for_copies<STAGES - 2>();
      // After this all see the copies, and none reads the stage that is filled next.
      __syncthreads();
      int next = stage == 0 ? STAGES - 1 : stage - 1;
      load(loader, a, b, r, steps, shared + next * STAGE_WORDS);
      const uint4* operands = shared + stage * STAGE_WORDS;
      multiply(sums, operands + warp_row * WORDS, operands + (ROWS + warp_column) * WORDS);
      stage = stage == STAGES - 1 ? 0 : stage + 1;
    }
    offer(sums, a, b, tile, mode, warp_row, warp_column, notes);
    tile = tile_from(tile.number + static_cast<int>(gridDim.x), r);
  }
  samap::wait_for_copies<0>();
}

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

}  // namespace

// Ranks the candidates of each query in float64 and writes the `wanted` nearest, a warp each. The
// error of a product is linear in what is known of the query. A query whose candidates are not
// proven is added to `failed`, after their number.
SAMAP_KERNEL(128, rank_candidates, const float* __restrict__ query_values,
             const double* __restrict__ query_measures, const Place* __restrict__ query_places,
             const unsigned long long* __restrict__ lists, int capacity, int kept, int queries,
             const float* __restrict__ point_values, const double* __restrict__ point_measures,
             const Place* __restrict__ point_places, int points, int self, int columns, int metric,
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
  int others = self ? points - 1 : points;
  bool has_room = place->count <= capacity;
  if (real && metric != EUCLIDEAN && x.squared_norm == 0) {
    // All points are equally far, so those of the lowest index are the nearest.
    for (int i = samap::lane(); i < wanted; i += WARP) {
      indices[out + i] = self && i >= row ? i + 1 : i;
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
    __syncwarp();
    if (samap::lane() == 0 && n < others) {
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

}  // namespace

// Compares queries with all points in float64 and writes the `wanted` nearest, a block each. At most
// 512 can be wanted.
SAMAP_KERNEL(256, rank_all, const float* __restrict__ query_values,
             const double* __restrict__ query_measures, const int* __restrict__ queries,
             const float* __restrict__ point_values, const double* __restrict__ point_measures,
             int points, int self, int columns, int metric, int wanted, int* __restrict__ indices,
             double* __restrict__ distances) {
  __shared__ double keys[SORTED];
  __shared__ int rows[SORTED];
  __shared__ int count;
  __shared__ double limit;
  constexpr int BATCH = 256;
  int query = queries[blockIdx.x];
  Row x = row_of(query_values, query_measures, query, columns);
  int half = static_cast<int>(threadIdx.x) / LANES;
  if (threadIdx.x == 0) {
    count = 0;
    limit = INFINITE;
  }
  __syncthreads();
  for (int from = 0; from < points; from += BATCH) {
    for (int i = half; i < BATCH; i += static_cast<int>(blockDim.x) / LANES) {
      int point = from + i;
      Row y = row_of(point_values, point_measures, min(point, points - 1), columns);
      double sum = compared(metric, x, y, columns);
      double d = distance(metric, sum, x.squared_norm, y.squared_norm);
      // Of equal distances the lower index is kept, and that came first.
      if (lane16() == 0 && point < points && !(self && point == query) && d < limit) {
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
      }
    }
    __syncthreads();
  }
  for (int i = static_cast<int>(threadIdx.x); i < wanted; i += static_cast<int>(blockDim.x)) {
    indices[static_cast<size_t>(query) * wanted + i] = rows[i];
    distances[static_cast<size_t>(query) * wanted + i] = keys[i];
  }
}
