// Tiles of products on the tensor cores, each product offered to the lists of candidates at once. What
// the tiles are is told by a type `Work`:
//   Tile                        a tile; `number` says which one it is
//   Tile from(number)           the first tile from `number` on that this block computes
//   bool has(tile)              whether there is such a tile
//   int row(tile, r)            the position of a row of the tile
//   int column(tile)            the position of its first column
//   bool columns_want()         whether products are offered to the lists of columns too
//   bool takes(tile, r, c)      whether this product counts
//   bool are_apart(row, column) whether the rows at two positions are different ones
#pragma once

#include "samap.cuh"
#include "search.cuh"

namespace samap::search {

// One side of a rectangle of products. A list has room for `capacity` candidates.
struct Side {
  const uint4* forms;
  Place* places;
  unsigned long long* lists;
  int positions;
  int capacity;
};

__device__ inline void append(const Side& side, int position, float s, int other) {
  int at = atomicAdd(&side.places[position].count, 1);
  if (at < side.capacity) {
    side.lists[static_cast<size_t>(position) * side.capacity + at] = candidate(s, other);
  }
}

constexpr int ROWS = 128;
constexpr int COLUMNS = 256;
constexpr int THREADS = 512;
constexpr int STAGES = 3;
constexpr int STAGE_WORDS = (ROWS + COLUMNS) * WORDS;
constexpr int NOTED = 3072;
// What goes to shared memory next, `STAGES` - 1 steps before it is used.
template <typename Work>
struct Loader {
  typename Work::Tile tile;
  int step;
};

template <typename Work>
__device__ inline void load(Loader<Work>& loader, const Side& a, const Side& b, const Work& work,
                            int steps, uint4* stage) {
  if (work.has(loader.tile)) {
    int i = static_cast<int>(threadIdx.x);
    const uint4* rows = a.forms + static_cast<size_t>(loader.step) * a.positions * WORDS;
    const uint4* columns =
        b.forms + (static_cast<size_t>(loader.step) * b.positions + work.column(loader.tile)) * WORDS;
#pragma unroll
    for (int w = i; w < ROWS * WORDS; w += THREADS) {
      size_t row = static_cast<size_t>(work.row(loader.tile, w / WORDS));
      samap::copy_async_16(stage + w, rows + row * WORDS + w % WORDS, true);
    }
#pragma unroll
    for (int w = 0; w < COLUMNS * WORDS; w += THREADS) {
      samap::copy_async_16(stage + ROWS * WORDS + w + i, columns + w + i, true);
    }
    loader.step++;
    if (loader.step == steps) {
      loader.step = 0;
      loader.tile = work.from(loader.tile.number + static_cast<int>(gridDim.x));
    }
  }
  samap::commit_copies();
}

// A warp computes 64 x 32 products as 4 x 4 fragments.
constexpr int TALL = 4;
constexpr int WIDE = 4;

// Adds the products of 16 columns. They are summed by themselves first, the small ones before the
// large ones, because tensor cores round in units of the largest number that they add.
__device__ inline void multiply(float (&sums)[TALL][WIDE][4], const uint4* rows, const uint4* columns) {
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

template <typename Work>
__device__ inline void put(unsigned long long note, const Side& a, const Side& b, const Work& work,
                           const typename Work::Tile& tile) {
  float s = __uint_as_float(static_cast<unsigned>(note >> 32));
  int row = work.row(tile, static_cast<int>(note / COLUMNS % ROWS));
  int column = work.column(tile) + static_cast<int>(note % COLUMNS);
  if ((note & OF_ROW) && work.are_apart(row, column)) {
    append(a, row, s, column);
  }
  if (note & OF_COLUMN) {
    append(b, column, s, row);
  }
}

// Notes the products above their limits, for which there is room; these are then forgotten.
template <typename Work>
__device__ inline void take_notes(float (&sums)[TALL][WIDE][4], const Place* rows,
                                  const Place* columns, const Work& work,
                                  const typename Work::Tile& tile, int warp_row, int warp_column,
                                  const Notes& notes) {
  int g = samap::lane() / 4;
  int t = samap::lane() % 4;
  float row_offset[TALL][2];
  float row_limit[TALL][2];
#pragma unroll
  for (int m = 0; m < TALL; m++) {
#pragma unroll
    for (int i = 0; i < 2; i++) {
      int row = warp_row + m * 16 + i * 8 + g;
      const Place* place = rows + work.row(tile, row);
      row_offset[m][i] = __ldg(&place->offset);
      row_limit[m][i] = __ldg(&place->limit);
    }
  }
#pragma unroll
  for (int n = 0; n < WIDE; n++) {
    float column_offset[2];
    float column_limit[2];
#pragma unroll
    for (int j = 0; j < 2; j++) {
      int column = warp_column + n * 8 + 2 * t + j;
      const Place* place = columns + work.column(tile) + column;
      column_offset[j] = __ldg(&place->offset);
      column_limit[j] = work.columns_want() ? __ldg(&place->limit) : INFINITE;
    }
#pragma unroll
    for (int m = 0; m < TALL; m++) {
#pragma unroll
      for (int e = 0; e < 4; e++) {
        float s = sums[m][n][e] - (row_offset[m][e / 2] + column_offset[e % 2]);
        if (s > row_limit[m][e / 2] || s > column_limit[e % 2]) {
          int row = warp_row + m * 16 + e / 2 * 8 + g;
          int column = warp_column + n * 8 + 2 * t + e % 2;
          if (work.takes(tile, row, column)) {
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
template <typename Work>
__device__ inline void offer(float (&sums)[TALL][WIDE][4], const Side& a, const Side& b,
                             const Work& work, const typename Work::Tile& tile, int warp_row,
                             int warp_column, const Notes& notes) {
  int noted;
  do {
    take_notes(sums, a.places, b.places, work, tile, warp_row, warp_column, notes);
    __syncthreads();
    noted = *notes.count;
    for (int i = static_cast<int>(threadIdx.x); i < min(noted, NOTED); i += THREADS) {
      put(notes.notes[i], a, b, work, tile);
    }
    __syncthreads();
    if (threadIdx.x == 0) {
      *notes.count = 0;
    }
    __syncthreads();
  } while (noted > NOTED);
}

// Computes the tiles of this block, one after another, and offers their products. Has the operands of
// the next tile on their way while it offers one. `shared` has room for the operands of three steps,
// the notes and their number.
template <typename Work>
__device__ inline void offer_tiles(const Side& a, const Side& b, const Work& work, int steps,
                                   uint4* shared) {
  Notes notes = {reinterpret_cast<unsigned long long*>(shared + STAGES * STAGE_WORDS), nullptr};
  notes.count = reinterpret_cast<int*>(notes.notes + NOTED);
  int warp_row = samap::warp() / 8 * 64;
  int warp_column = samap::warp() % 8 * 32;
  if (threadIdx.x == 0) {
    *notes.count = 0;
  }
  typename Work::Tile tile = work.from(static_cast<int>(blockIdx.x));
  Loader<Work> loader = {tile, 0};
  for (int s = 0; s < STAGES - 1; s++) {
    load(loader, a, b, work, steps, shared + s * STAGE_WORDS);
  }
  int stage = 0;
  while (work.has(tile)) {
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
      load(loader, a, b, work, steps, shared + next * STAGE_WORDS);
      const uint4* operands = shared + stage * STAGE_WORDS;
      multiply(sums, operands + warp_row * WORDS, operands + (ROWS + warp_column) * WORDS);
      stage = stage == STAGES - 1 ? 0 : stage + 1;
    }
    offer(sums, a, b, work, tile, warp_row, warp_column, notes);
    tile = work.from(tile.number + static_cast<int>(gridDim.x));
  }
  samap::wait_for_copies<0>();
}

}  // namespace samap::search
