// The products of all pairs of rows on the tensor cores, tile by tile, each offered to the lists of
// candidates at once.
#include "samap.cuh"
#include "search.cuh"

using namespace samap::search;

namespace {

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
