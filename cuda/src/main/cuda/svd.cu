// Products of a sparse matrix with panels of 16 vectors, and the algebra of panels, for singular
// vectors (org.samap.cuda.svd). A panel of n rows has entry (i, c) at 16 i + c.

#include "expression.cuh"
#include "samap.cuh"

namespace {

using samap::ALL_LANES;
using samap::CellRow;
using samap::Row;
using samap::WARP;
using samap::lane;
using samap::read_row;
using samap::warp;

constexpr int WIDTH = 16;
constexpr int WARPS = 8;
constexpr int THREADS = WARPS * WARP;

}  // namespace

// ---- making a matrix of scaled values from expression

// Counts the chosen genes of each cell, and those of each column in a tile of cells. Whole numbers
// are added, so the order does not matter. A block has a tile, a warp every eighth of its cells.
//
// column: of each gene, or -1
// lengths: of the rows, from the first cell of the piece on
// counts: for each tile of the slab, the entries of all columns; zeros at first
// first_tile: the tile that the piece begins with
SAMAP_KERNEL(THREADS, count_entries, const CellRow* cells, int count, const int* column, int columns,
             int tile_cells, int first_tile, int* lengths, int* counts) {
  int from = blockIdx.x * tile_cells;
  int to = min(count, from + tile_cells);
  int* of_tile = counts + static_cast<int64_t>(first_tile + blockIdx.x) * columns;
  for (int cell = from + warp(); cell < to; cell += WARPS) {
    Row row = read_row(cells, cell);
    int length = 0;
    for (int base = 0; base < row.length; base += WARP) {
      int p = base + lane();
      int c = p < row.length ? column[row.gene(p)] : -1;
      if (c >= 0) {
        atomicAdd(&of_tile[c], 1);
      }
      length += __popc(__ballot_sync(ALL_LANES, c >= 0));
    }
    if (lane() == 0) {
      lengths[cell] = length;
    }
  }
}

// Replaces each tile's count of a column by the sum of those before; `lengths` gets the whole sum.
SAMAP_KERNEL(THREADS, start_columns, int* counts, int tiles, int columns, int* lengths) {
  int c = blockIdx.x * THREADS + threadIdx.x;
  if (c < columns) {
    int sum = 0;
    for (int t = 0; t < tiles; t++) {
      int count = counts[static_cast<int64_t>(t) * columns + c];
      counts[static_cast<int64_t>(t) * columns + c] = sum;
      sum += count;
    }
    lengths[c] = sum;
  }
}

// Writes the scaled values of the chosen genes, with the operations of the CPU's EntryScale. A warp
// has a cell.
//
// coefficients: factor, offset, low and high of each column
// divisors: of the cells of the piece
// offsets: where the rows begin, from the first cell of the piece on
SAMAP_KERNEL(THREADS, fill_rows, const CellRow* cells, int count, const int* column,
             const double* coefficients, const double* divisors, const int* offsets, int* indices,
             float* values) {
  int cell = blockIdx.x * WARPS + warp();
  if (cell < count) {
    Row row = read_row(cells, cell);
    double divisor = divisors[cell];
    int at = offsets[cell];
    for (int base = 0; base < row.length; base += WARP) {
      int p = base + lane();
      int c = p < row.length ? column[row.gene(p)] : -1;
      unsigned kept = __ballot_sync(ALL_LANES, c >= 0);
      if (c >= 0) {
        const double* scale = coefficients + 4 * static_cast<int64_t>(c);
        double scaled = scale[0] * (row.value(p) / divisor) + scale[1];
        double high = scaled < scale[3] ? scaled : scale[3];
        int place = at + __popc(kept & ((1u << lane()) - 1));
        indices[place] = c;
        values[place] = static_cast<float>(high > scale[2] ? high : scale[2]);
      }
      at += __popc(kept);
    }
  }
}

// Writes the entries of rows by columns, those of a column in the order of the rows. A block has a
// tile of rows and takes one after the other; as a row has a column once, no two threads write to
// the same place.
//
// starts: for each tile, where its entries of each column begin in the column; is changed
SAMAP_KERNEL(THREADS, fill_columns, const int* row_offsets, const int* row_indices,
             const float* row_values, int rows, int columns, int tile_cells,
             const int* column_offsets, int* starts, int* indices, float* values) {
  int from = blockIdx.x * tile_cells;
  int to = min(rows, from + tile_cells);
  int* next = starts + static_cast<int64_t>(blockIdx.x) * columns;
  for (int row = from; row < to; row++) {
    for (int p = row_offsets[row] + threadIdx.x; p < row_offsets[row + 1]; p += THREADS) {
      int c = row_indices[p];
      int place = column_offsets[c] + next[c];
      next[c] = next[c] + 1;
      indices[place] = row;
      values[place] = row_values[p];
    }
    __syncthreads();
  }
}

// total[c] += the sum of the values of column c. A warp has a column; its lanes add up every 32nd
// value in float64, and their sums are added in a tree.
SAMAP_KERNEL(THREADS, sum_lines, const int* offsets, const float* values, int lines, double* total) {
  int line = blockIdx.x * WARPS + warp();
  if (line < lines) {
    double sum = 0;
    for (int p = offsets[line] + lane(); p < offsets[line + 1]; p += WARP) {
      sum += values[p];
    }
    for (int step = WARP / 2; step > 0; step /= 2) {
      sum += __shfl_xor_sync(ALL_LANES, sum, step);
    }
    if (lane() == 0) {
      total[line] += sum;
    }
  }
}

// ---- products with a panel

namespace {

constexpr int SLOTS = 8;
constexpr int CHAIN = 4;

}  // namespace

// The product of each piece of a line (a row or a column of the matrix) with a panel x. A warp has a
// piece; four lanes have the 16 columns of an entry, and eight entries are taken at a time. Every
// eighth entry is a chain; four of its products are added in float32, these sums in float64, and the
// eight chains in a tree.
//
// pieces: the first entry of each piece and the entry after its last one
// parts: 16 sums for each piece
SAMAP_KERNEL(THREADS, multiply_pieces, const int* pieces, int count, const int* indices,
             const float* values, const float* x, double* parts) {
  int piece = blockIdx.x * WARPS + warp();
  if (piece < count) {
    int slot = lane() / 4;
    int quad = lane() % 4;
    int end = pieces[2 * piece + 1];
    double sum[4] = {0, 0, 0, 0};
    for (int first = pieces[2 * piece]; first < end; first += SLOTS * CHAIN) {
      float4 chain = make_float4(0, 0, 0, 0);
#pragma unroll
      for (int i = 0; i < CHAIN; i++) {
        int p = first + SLOTS * i + slot;
        if (p < end) {
          float v = values[p];
          float4 row = *reinterpret_cast<const float4*>(x + static_cast<int64_t>(indices[p]) * WIDTH +
                                                        4 * quad);
          chain.x = fmaf(v, row.x, chain.x);
          chain.y = fmaf(v, row.y, chain.y);
          chain.z = fmaf(v, row.z, chain.z);
          chain.w = fmaf(v, row.w, chain.w);
        }
      }
      sum[0] += chain.x;
      sum[1] += chain.y;
      sum[2] += chain.z;
      sum[3] += chain.w;
    }
#pragma unroll
    for (int c = 0; c < 4; c++) {
      for (int step = WARP / 2; step >= 4; step /= 2) {
        sum[c] += __shfl_xor_sync(ALL_LANES, sum[c], step);
      }
    }
    if (slot == 0) {
      double2* to = reinterpret_cast<double2*>(parts + static_cast<int64_t>(piece) * WIDTH + 4 * quad);
      to[0] = make_double2(sum[0], sum[1]);
      to[1] = make_double2(sum[2], sum[3]);
    }
  }
}

// y = the sum of a line's parts, in order, minus b[c] for each line; also rounded to float32. A
// thread has an entry of the panel.
//
// starts: the first piece of each line
SAMAP_KERNEL(THREADS, merge_lines, const int* starts, const double* parts, int lines,
             const double* b, double* y, float* rounded) {
  int i = blockIdx.x * THREADS + threadIdx.x;
  int line = i / WIDTH;
  int c = i % WIDTH;
  if (line < lines) {
    double sum = 0;
    for (int p = starts[line]; p < starts[line + 1]; p++) {
      sum += parts[static_cast<int64_t>(p) * WIDTH + c];
    }
    sum -= b[c];
    y[i] = sum;
    rounded[i] = static_cast<float>(sum);
  }
}

// z += the sum of a line's parts, in order.
SAMAP_KERNEL(THREADS, add_lines, const int* starts, const double* parts, int lines, double* z) {
  int i = blockIdx.x * THREADS + threadIdx.x;
  int line = i / WIDTH;
  int c = i % WIDTH;
  if (line < lines) {
    double sum = 0;
    for (int p = starts[line]; p < starts[line + 1]; p++) {
      sum += parts[static_cast<int64_t>(p) * WIDTH + c];
    }
    z[i] += sum;
  }
}

// The sums of the columns of a panel over 1,024 rows each, in float64: 16 threads of a column have
// every 16th row, and their sums are added in order.
SAMAP_KERNEL(THREADS, sum_panel, const float* y, int rows, double* parts) {
  __shared__ double sums[THREADS];
  int c = threadIdx.x % WIDTH;
  int to = min(rows, static_cast<int>(blockIdx.x + 1) * 1024);
  double sum = 0;
  for (int row = blockIdx.x * 1024 + threadIdx.x / WIDTH; row < to; row += THREADS / WIDTH) {
    sum += y[static_cast<int64_t>(row) * WIDTH + c];
  }
  sums[threadIdx.x] = sum;
  __syncthreads();
  if (threadIdx.x < WIDTH) {
    double all = 0;
    for (int i = 0; i < THREADS / WIDTH; i++) {
      all += sums[i * WIDTH + c];
    }
    parts[blockIdx.x * WIDTH + c] = all;
  }
}

// ---- the basis of a space, in panels of float32

namespace {

constexpr int PART_ROWS = 512;
constexpr int TILE_ROWS = 32;
constexpr int BLOCK = WIDTH * WIDTH;

}  // namespace

// Part sums of Q^T w over 512 rows, with the additions of the CPU's panel algebra. A block has a
// panel of Q (y) and a part (x), a thread one of the 16 x 16 sums.
//
// panels: the addresses of the panels
SAMAP_KERNEL(BLOCK, multiply_transposed, const uint64_t* panels, const float* w, int rows,
             float* parts) {
  __shared__ float q_tile[TILE_ROWS * WIDTH];
  __shared__ float w_tile[TILE_ROWS * WIDTH];
  const float* q = reinterpret_cast<const float*>(panels[blockIdx.y]);
  int r = threadIdx.x / WIDTH;
  int c = threadIdx.x % WIDTH;
  int to = min(rows, static_cast<int>(blockIdx.x + 1) * PART_ROWS);
  float sum = 0;
  for (int from = blockIdx.x * PART_ROWS; from < to; from += TILE_ROWS) {
    int count = min(TILE_ROWS, to - from);
    for (int i = threadIdx.x; i < count * WIDTH; i += BLOCK) {
      q_tile[i] = q[static_cast<int64_t>(from) * WIDTH + i];
      w_tile[i] = w[static_cast<int64_t>(from) * WIDTH + i];
    }
    __syncthreads();
    for (int row = 0; row < count; row++) {
      sum = fmaf(q_tile[row * WIDTH + r], w_tile[row * WIDTH + c], sum);
    }
    __syncthreads();
  }
  parts[(static_cast<int64_t>(blockIdx.y) * gridDim.x + blockIdx.x) * BLOCK + threadIdx.x] = sum;
}

// The sums of the parts of each panel, in order, in float64.
SAMAP_KERNEL(BLOCK, add_products, const float* parts, int count, double* products) {
  double sum = 0;
  for (int p = 0; p < count; p++) {
    sum += parts[(static_cast<int64_t>(blockIdx.x) * count + p) * BLOCK + threadIdx.x];
  }
  products[blockIdx.x * BLOCK + threadIdx.x] = sum;
}

// w += sum over the panels q of q f, in float32 with the additions of the CPU's panel algebra. A
// block has 16 rows, a thread an entry of w.
//
// factors: the 16 x 16 factors f of each panel q
SAMAP_KERNEL(BLOCK, add_combinations, const uint64_t* panels, int count, const float* factors,
             int rows, double* w) {
  __shared__ float f[BLOCK];
  __shared__ float q_rows[BLOCK];
  int c = threadIdx.x % WIDTH;
  int r = threadIdx.x / WIDTH;
  int64_t at = static_cast<int64_t>(blockIdx.x) * BLOCK + threadIdx.x;
  bool wanted = at < static_cast<int64_t>(rows) * WIDTH;
  float sum = 0;
  for (int p = 0; p < count; p++) {
    const float* q = reinterpret_cast<const float*>(panels[p]);
    f[threadIdx.x] = factors[static_cast<int64_t>(p) * BLOCK + threadIdx.x];
    q_rows[threadIdx.x] = wanted ? q[at] : 0;
    __syncthreads();
#pragma unroll
    for (int k = 0; k < WIDTH; k++) {
      sum = fmaf(q_rows[r * WIDTH + k], f[k * WIDTH + c], sum);
    }
    __syncthreads();
  }
  if (wanted) {
    w[at] += sum;
  }
}
