// Products of expression with matrices of genes: projection on loadings, and the moments of
// translated and of averaged expression (org.samap.cuda.products).

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

constexpr int PROJECT_WARPS = 8;
constexpr int STAGED = 256;  // linked values of a cell that are multiplied together
constexpr int GROUP = 8;     // of these are summed in float32

struct Linked {
  int slot;
  float value;
};

// Four columns of the sums of a cell.
struct Four {
  double c[4];
};

__device__ inline float4 times(float v, float4 x) {
  return make_float4(v * x.x, v * x.y, v * x.z, v * x.w);
}

__device__ inline float4 fused(float v, float4 x, float4 y) {
  return make_float4(fmaf(v, x.x, y.x), fmaf(v, x.y, y.y), fmaf(v, x.z, y.z), fmaf(v, x.w, y.w));
}

__device__ inline void add(Four& sum, float4 x) {
  sum.c[0] += x.x;
  sum.c[1] += x.y;
  sum.c[2] += x.z;
  sum.c[3] += x.w;
}

// Adds the products of a group: the values at even and at odd places are a chain each.
__device__ inline void add_group(Four& sum, const Linked* staged, const float* loadings, int stride) {
  float4 x[GROUP];
#pragma unroll
  for (int i = 0; i < GROUP; i++) {
    x[i] = *reinterpret_cast<const float4*>(loadings + static_cast<int64_t>(staged[i].slot) * stride);
  }
  float4 even = times(staged[0].value, x[0]);
  float4 odd = times(staged[1].value, x[1]);
#pragma unroll
  for (int i = 2; i < GROUP; i += 2) {
    even = fused(staged[i].value, x[i], even);
    odd = fused(staged[i + 1].value, x[i + 1], odd);
  }
  add(sum, make_float4(even.x + odd.x, even.y + odd.y, even.z + odd.z, even.w + odd.w));
}

}  // namespace

// out = Z P for the cells of a piece, with the additions of PanelKernels.gatherByEights, so that
// the bits are those of the CPU. A warp has a cell and 128 columns, a lane four of these. The warp
// first gathers the cell's linked values in shared memory.
//
// slots, scales: for each gene, its row of P (or -1) and the factor of its values
// loadings: P in rows of `stride` floats, a multiple of 4
// out: rows of `stride` floats
SAMAP_KERNEL(PROJECT_WARPS * WARP, project_cells, const CellRow* cells, int count, const int* slots,
             const double* scales, const float* loadings, int stride, float* out) {
  __shared__ Linked all[PROJECT_WARPS][STAGED];
  Linked* staged = all[warp()];
  int cell = blockIdx.x * PROJECT_WARPS + warp();
  int column = blockIdx.y * 4 * WARP + 4 * lane();
  bool wanted = cell < count && column < stride;
  const float* mine = loadings + (column < stride ? column : 0);
  Row row = cell < count ? read_row(cells, cell) : Row{nullptr, nullptr, 0, 0};
  Four sum = {{0, 0, 0, 0}};
  int held = 0;
  for (int base = 0; base < row.length; base += WARP) {
    int p = base + lane();
    Linked linked = {-1, 0};
    if (p < row.length) {
      int gene = row.gene(p);
      linked.slot = slots[gene];
      linked.value = static_cast<float>(row.value(p) * scales[gene]);
    }
    unsigned kept = __ballot_sync(ALL_LANES, linked.slot >= 0);
    if (linked.slot >= 0) {
      staged[held + __popc(kept & ((1u << lane()) - 1))] = linked;
    }
    held += __popc(kept);
    __syncwarp();
    if (held > STAGED - WARP || base + WARP >= row.length) {
      int grouped = held / GROUP * GROUP;
      for (int i = 0; i < grouped; i += GROUP) {
        add_group(sum, staged + i, mine, stride);
      }
      int left = held - grouped;
      Linked moved = lane() < left ? staged[grouped + lane()] : Linked{-1, 0};
      __syncwarp();
      if (lane() < left) {
        staged[lane()] = moved;
      }
      held = left;
      __syncwarp();
    }
  }
  for (int i = 0; i < held; i++) {
    add(sum, times(staged[i].value, *reinterpret_cast<const float4*>(
                                        mine + static_cast<int64_t>(staged[i].slot) * stride)));
  }
  if (wanted) {
    float4 z = make_float4(static_cast<float>(sum.c[0]), static_cast<float>(sum.c[1]),
                           static_cast<float>(sum.c[2]), static_cast<float>(sum.c[3]));
    *reinterpret_cast<float4*>(out + static_cast<int64_t>(cell) * stride + column) = z;
  }
}

// The sum of each column over each task's cells, added up cell by cell: a thread has a column.
SAMAP_KERNEL(128, sum_columns, const float* rows, int count, int stride, int task_cells,
             double* sums) {
  int column = blockIdx.y * 128 + threadIdx.x;
  int from = blockIdx.x * task_cells;
  int to = min(count, from + task_cells);
  if (column < stride) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += rows[static_cast<int64_t>(i) * stride + column];
    }
    sums[static_cast<int64_t>(blockIdx.x) * stride + column] = sum;
  }
}

namespace {

constexpr int PANEL_CELLS = 4 * WARP;
constexpr int TRANSLATE_WARPS = 8;

}  // namespace

// Writes the values of linked genes into dense panels of 128 cells, which hold zeros: entry (slot,
// i) of a panel is at 128 slot + i. A warp has a cell.
SAMAP_KERNEL(TRANSLATE_WARPS * WARP, fill_panels, const CellRow* cells, int first, int count,
             const int* slots, int used, float* panels) {
  int i = blockIdx.x * TRANSLATE_WARPS + warp();
  if (i < count) {
    float* panel = panels + static_cast<int64_t>(i / PANEL_CELLS) * used * PANEL_CELLS;
    Row row = read_row(cells, first + i);
    for (int p = lane(); p < row.length; p += WARP) {
      int slot = slots[row.gene(p)];
      if (slot >= 0) {
        panel[static_cast<int64_t>(slot) * PANEL_CELLS + i % PANEL_CELLS] = row.value(p);
      }
    }
  }
}

// The sum and the sum of squares of each column of U = Z T over the cells of each panel, in
// float64. A warp has a column and a panel, a lane four cells; it adds them up in order, and the
// lanes' sums in a tree.
//
// offsets, entries, weights: the columns of T by the slots of their genes
// parts: for each panel, the sums of all columns and then their squares
SAMAP_KERNEL(TRANSLATE_WARPS * WARP, translate_panels, const float* panels, int used,
             const int* offsets, const int* entries, const float* weights, const double* scales,
             int columns, double* parts) {
  int column = blockIdx.x * TRANSLATE_WARPS + warp();
  if (column < columns) {
    const float* panel = panels + static_cast<int64_t>(blockIdx.y) * used * PANEL_CELLS;
    Four u = {{0, 0, 0, 0}};
    for (int q = offsets[column]; q < offsets[column + 1]; q++) {
      int slot = entries[q];
      double weight = weights[q];
      double scale = scales[slot];
      float4 x = *reinterpret_cast<const float4*>(panel + static_cast<int64_t>(slot) * PANEL_CELLS +
                                                  4 * lane());
      u.c[0] += x.x * scale * weight;
      u.c[1] += x.y * scale * weight;
      u.c[2] += x.z * scale * weight;
      u.c[3] += x.w * scale * weight;
    }
    double sum = 0;
    double square = 0;
#pragma unroll
    for (int i = 0; i < 4; i++) {
      sum += u.c[i];
      square += u.c[i] * u.c[i];
    }
    for (int step = WARP / 2; step > 0; step /= 2) {
      sum += __shfl_xor_sync(ALL_LANES, sum, step);
      square += __shfl_xor_sync(ALL_LANES, square, step);
    }
    if (lane() == 0) {
      double* part = parts + static_cast<int64_t>(blockIdx.y) * 2 * columns;
      part[column] = sum;
      part[columns + column] = square;
    }
  }
}

// total += the parts, in order: a thread has a place.
SAMAP_KERNEL(256, add_parts, const double* parts, int count, int64_t size, double* total) {
  int64_t i = static_cast<int64_t>(blockIdx.x) * 256 + threadIdx.x;
  if (i < size) {
    double sum = total[i];
    for (int p = 0; p < count; p++) {
      sum += parts[p * size + i];
    }
    total[i] = sum;
  }
}

namespace {

constexpr int AVERAGE_THREADS = 256;

}  // namespace

// The sums and sums of squares of the averages of neighbours, over each task's cells, with the
// additions of the CPU's NeighborAverages. A block has the cells of a task and some genes. It makes
// one cell's row after the other in shared memory: the neighbours come one by one, and as a cell
// has a gene once, no two threads add to the same place.
//
// cells: the expression of all cells of the species
// offsets, indices, weights: the rows of the graph of all tasks' cells; an entry at offsets[i] is at
// offsets[i] - offsets[0]
// factors: 1 / the sum of a row's weights, or 0
// genes: the genes [first_gene, end_gene) in tiles of `tile`
// parts: for each task, the sums of these genes and then their squares; zeros at first
SAMAP_KERNEL(AVERAGE_THREADS, average_neighbors, const CellRow* cells, int first, int cell_count,
             const int* offsets, const int* indices, const float* weights, const double* factors,
             int graph_rows, int task_cells, int first_gene, int end_gene, int tile,
             double* parts) {
  SAMAP_DYNAMIC_SHARED(double, average);
  int tile_from = first_gene + blockIdx.y * tile;
  int width = min(tile, end_gene - tile_from);
  int genes = end_gene - first_gene;
  double* sums = parts + static_cast<int64_t>(blockIdx.x) * 2 * genes + (tile_from - first_gene);
  double* squares = sums + genes;
  int from = blockIdx.x * task_cells;
  int to = min(graph_rows, from + task_cells);
  for (int g = threadIdx.x; g < width; g += AVERAGE_THREADS) {
    average[g] = 0;
  }
  __syncthreads();
  for (int cell = from; cell < to; cell++) {
    bool any = false;
    for (int p = offsets[cell] - offsets[0]; p < offsets[cell + 1] - offsets[0]; p++) {
      int at = indices[p] - first;
      if (at >= 0 && at < cell_count) {
        any = true;
        Row row = read_row(cells, at);
        double weight = weights[p];
        for (int e = threadIdx.x; e < row.length; e += AVERAGE_THREADS) {
          int g = row.gene(e) - tile_from;
          if (g >= 0 && g < width) {
            average[g] += weight * row.value(e);
          }
        }
        __syncthreads();
      }
    }
    if (any) {
      double factor = factors[cell];
      for (int g = threadIdx.x; g < width; g += AVERAGE_THREADS) {
        if (average[g] != 0) {
          double value = average[g] * factor;
          sums[g] += value;
          squares[g] += value * value;
          average[g] = 0;
        }
      }
      __syncthreads();
    }
  }
}
