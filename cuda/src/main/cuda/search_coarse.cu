// The nearest clusters of rows: products of their forms with the centroids, with the bits of the CPU's
// clustered search. ListForms in the core says what forms are.
#include "samap.cuh"
#include "search.cuh"

using namespace samap::search;
using samap::ALL_LANES;
using samap::WARP;

// Writes the coordinates of rows, a warp each; `stride` is the length of what is written for a row.
SAMAP_KERNEL(256, write_coordinates, const float* __restrict__ values,
             const double* __restrict__ measures, const double* __restrict__ centre, int count,
             int columns, int metric, float* __restrict__ out, int stride) {
  int row = static_cast<int>(blockIdx.x * (blockDim.x / WARP)) + samap::warp();
  if (row < count) {
    Row x = row_of(values, measures, row, columns);
    double scale = metric == EUCLIDEAN       ? 1
                   : x.squared_norm == 0 ? 0
                                             : 1 / sqrt(x.squared_norm);
    for (int c = samap::lane(); c < columns; c += WARP) {
      double from = metric == EUCLIDEAN ? centre[c] : x.mean;
      out[static_cast<size_t>(row) * stride + c] =
          static_cast<float>((x.values[c] - from) * scale);
    }
  }
}

// Writes the two numbers that follow the coordinates for Euclidean distance, half a warp for each row.
// The squares are added one after another, as on the CPU.
SAMAP_KERNEL(256, write_extras, const float* __restrict__ values,
             const double* __restrict__ centre, int count, int columns,
             float* __restrict__ forms, int stride, int dimensions) {
  int row = static_cast<int>((blockIdx.x * blockDim.x + threadIdx.x) / LANES);
  const float* x = values + static_cast<size_t>(min(row, count - 1)) * columns;
  double squares = in_order(columns, [=](int c) {
    double d = x[c] - centre[c];
    return d * d;
  });
  if (row < count && lane16() == 0) {
    float* out = forms + static_cast<size_t>(row) * stride + dimensions;
    out[0] = 1;
    out[1] = static_cast<float>(-0.5 * squares);
  }
}

namespace {

constexpr int PANEL = 32;  // columns
constexpr int SQUARE = 128;  // rows and columns of a block's products
constexpr int SLAB = 16;  // values of the forms at a time
constexpr int EACH = 8;  // rows and columns of a thread
constexpr int PADDED = SQUARE + 4;

}  // namespace

// Multiplies the forms of rows with the columns of panels, in float32: each product is one chain of
// fused multiply-adds. A block computes 128 x 128 products, a thread 8 x 8 of them: rows 8 y to 8 y + 7
// and columns 4 x to 4 x + 3 and as many 64 further on. Blocks lie along x for rows, y for columns.
SAMAP_KERNEL(256, multiply_forms, const float* __restrict__ forms, int count, int width,
             const float* __restrict__ panels, int columns, float* __restrict__ out, int stride) {
  __shared__ float rows[SLAB][PADDED];
  __shared__ float others[SLAB][SQUARE];
  int t = static_cast<int>(threadIdx.x);
  int first_row = static_cast<int>(blockIdx.x) * SQUARE;
  int first_column = static_cast<int>(blockIdx.y) * SQUARE;
  int x = t % SLAB;
  int y = t / SLAB;
  float sums[EACH][EACH];
#pragma unroll
  for (int i = 0; i < EACH; i++) {
#pragma unroll
    for (int j = 0; j < EACH; j++) {
      sums[i][j] = 0;
    }
  }
  for (int from = 0; from < width; from += SLAB) {
    // A form's values lie together, and so do the columns of a panel.
    for (int i = 0; i < EACH; i++) {
      int row = first_row + y + i * SLAB;
      int c = from + x;
      rows[x][y + i * SLAB] =
          row < count && c < width ? forms[static_cast<size_t>(row) * width + c] : 0;
      int column = first_column + t % SQUARE;
      int k = t / SQUARE + 2 * i;
      others[k][t % SQUARE] =
          column < columns && from + k < width
              ? panels[(static_cast<size_t>(column / PANEL) * width + from + k) * PANEL +
                       column % PANEL]
              : 0;
    }
    __syncthreads();
#pragma unroll
    for (int k = 0; k < SLAB; k++) {
      float a[EACH];
      float b[EACH];
#pragma unroll
      for (int i = 0; i < EACH; i++) {
        a[i] = rows[k][EACH * y + i];
        b[i] = others[k][4 * x + i % 4 + i / 4 * (SQUARE / 2)];
      }
#pragma unroll
      for (int i = 0; i < EACH; i++) {
#pragma unroll
        for (int j = 0; j < EACH; j++) {
          sums[i][j] = fmaf(a[i], b[j], sums[i][j]);
        }
      }
    }
    __syncthreads();
  }
#pragma unroll
  for (int i = 0; i < EACH; i++) {
    int row = first_row + EACH * y + i;
#pragma unroll
    for (int j = 0; j < EACH; j++) {
      int column = first_column + 4 * x + j % 4 + j / 4 * (SQUARE / 2);
      if (row < count && column < columns) {
        out[static_cast<size_t>(row) * stride + column] = sums[i][j];
      }
    }
  }
}

namespace {

// Orders clusters by their products, the lower number first among equals; -0 equals 0.
__device__ unsigned long long key_of(const float* products, int cluster) {
  return candidate(products[cluster] + 0.0f, cluster);
}

}  // namespace

// The nearest cluster of each row, a warp each.
SAMAP_KERNEL(256, nearest_cluster, const float* __restrict__ products, int rows, int count,
             int* __restrict__ nearest) {
  int row = static_cast<int>(blockIdx.x * (blockDim.x / WARP)) + samap::warp();
  const float* mine = products + static_cast<size_t>(min(row, rows - 1)) * count;
  unsigned long long best = 0;
  for (int i = samap::lane(); i < count; i += WARP) {
    best = max(best, key_of(mine, i));
  }
  for (int half = WARP / 2; half > 0; half /= 2) {
    best = max(best, __shfl_xor_sync(ALL_LANES, best, half));
  }
  if (row < rows && samap::lane() == 0) {
    nearest[row] = position_of(best);
  }
}

namespace {

constexpr int DIGITS = 256;

// The `wanted` largest of `count` keys are those from the result on: decides it digit by digit.
__device__ unsigned long long least_of_largest(const float* products, int count, int wanted,
                                               int* digits, unsigned long long* decided,
                                               int* left) {
  int t = static_cast<int>(threadIdx.x);
  if (t == 0) {
    *decided = 0;
    *left = wanted;
  }
  for (int shift = 56; shift >= 0; shift -= 8) {
    digits[t] = 0;
    __syncthreads();
    unsigned long long above = shift == 56 ? 0 : ~0ull << (shift + 8);
    unsigned long long prefix = *decided;
    for (int i = t; i < count; i += DIGITS) {
      unsigned long long key = key_of(products, i);
      if ((key & above) == prefix) {
        atomicAdd(&digits[(key >> shift) & (DIGITS - 1)], 1);
      }
    }
    __syncthreads();
    if (t == 0) {
      int digit = DIGITS - 1;
      for (; digits[digit] < *left; digit--) {
        *left -= digits[digit];
      }
      *decided |= static_cast<unsigned long long>(digit) << shift;
      *left = digits[digit] == *left ? 0 : *left;
    }
    __syncthreads();
    if (*left == 0) {
      break;
    }
  }
  return *decided;
}

}  // namespace

// The `probes` nearest clusters of each row, nearest first, a block each. `room`, a power of two, is at
// least `probes`.
SAMAP_KERNEL(DIGITS, nearest_clusters, const float* __restrict__ products, int count, int probes,
             int room, int* __restrict__ nearest) {
  SAMAP_DYNAMIC_SHARED(unsigned long long, best);
  __shared__ int digits[DIGITS];
  __shared__ unsigned long long decided;
  __shared__ int left;
  __shared__ int taken;
  const float* mine = products + static_cast<size_t>(blockIdx.x) * count;
  int t = static_cast<int>(threadIdx.x);
  unsigned long long least = least_of_largest(mine, count, probes, digits, &decided, &left);
  if (t == 0) {
    taken = 0;
  }
  for (int i = probes + t; i < room; i += DIGITS) {
    best[i] = 0;
  }
  __syncthreads();
  for (int i = t; i < count; i += DIGITS) {
    unsigned long long key = key_of(mine, i);
    if (key >= least) {
      best[atomicAdd(&taken, 1)] = key;
    }
  }
  for (int size = 2; size <= room; size *= 2) {
    for (int apart = size / 2; apart > 0; apart /= 2) {
      __syncthreads();
      for (int p = t; p < room / 2; p += DIGITS) {
        int i = 2 * p - (p & (apart - 1));
        unsigned long long one = best[i];
        unsigned long long other = best[i + apart];
        if ((one < other) == ((i & size) == 0)) {
          best[i] = other;
          best[i + apart] = one;
        }
      }
    }
  }
  __syncthreads();
  for (int i = t; i < probes; i += DIGITS) {
    nearest[static_cast<size_t>(blockIdx.x) * probes + i] = position_of(best[i]);
  }
}
