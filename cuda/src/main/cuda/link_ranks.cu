// Chatterjee's coefficient of the smoothed expression of linked genes (SPEC 6), which needs the order
// of whole columns. See XiDevice and SortedColumns for the passes. All sums of whole numbers are exact.
//
// A tile is up to 32 genes of a species over the cells of a pair of species, column by column. The
// value of a cell is a word: the whole number of 1e-9 above the least of the tile, and below it, in
// the lowest bits, the place of the cell. So no two words are equal, and sorted words are in the order
// that a stable sort of the values gives.
#include "samap.cuh"

using samap::ALL_LANES;
using samap::WARP;
using samap::lane;
using samap::warp;

namespace {

typedef unsigned long long word;

constexpr int TILE = WARP;
constexpr int THREADS = 256;
constexpr int WARPS = THREADS / WARP;

// A radix pass sorts by this many bits.
constexpr int DIGIT = 8;
constexpr int DIGITS = 1 << DIGIT;

// Words of a lane, a warp and a block in a radix pass.
constexpr int ROUNDS = 16;
constexpr int WORDS_OF_WARP = ROUNDS * WARP;
constexpr int WORDS_OF_BLOCK = WARPS * WORDS_OF_WARP;

// Positions of a block that adds jumps.
constexpr int JUMPS_OF_BLOCK = 1 << 14;

// Above this, values rank as equal: 9.2e9 in units of 1e-9.
constexpr double LARGEST = 9.2e18;

// The whole number of 1e-9 that is nearest to y, ties to even, as an unsigned number of the same order.
__device__ inline word ordered(double y) {
  double units = rint(y * 1e9);
  units = units > LARGEST ? LARGEST : units < -LARGEST ? -LARGEST : units;
  return static_cast<word>(static_cast<long long>(units)) ^ (1ull << 63);
}

__device__ inline word warp_sum(word x) {
  for (int d = WARP / 2; d > 0; d /= 2) x += __shfl_xor_sync(ALL_LANES, x, d);
  return x;
}

__device__ inline double warp_sum(double x) {
  for (int d = WARP / 2; d > 0; d /= 2) x += __shfl_xor_sync(ALL_LANES, x, d);
  return x;
}

// The sum over a block in the order of warps. `sums` is shared.
template <typename T>
__device__ inline T block_sum(T x, T (&sums)[WARPS]) {
  x = warp_sum(x);
  if (lane() == 0) sums[warp()] = x;
  __syncthreads();
  T sum = 0;
  for (int w = 0; w < WARPS; w++) sum += sums[w];
  return sum;
}

__device__ inline int digit(word w, int shift) { return static_cast<int>(w >> shift) & (DIGITS - 1); }

}  // namespace

// Writes the values of a tile of genes as a dense matrix, cells x TILE, which is 0 before. A warp has
// the row of a cell, see links.cu.
SAMAP_KERNEL(256, ranks_fill, const word* entries, const long long* row_starts, const int* row_lengths,
             int first_cell, int cells, int first_gene, int genes, float* x) {
  int c = blockIdx.x * (blockDim.x / WARP) + warp();
  if (c >= cells) return;
  const word* row = entries + row_starts[first_cell + c];
  int length = row_lengths[first_cell + c];
  int low = 0;
  int high = length;
  while (low < high) {
    int middle = (low + high) / 2;
    if (static_cast<int>(row[middle] >> 32) < first_gene) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  for (int i = low + lane(); i < min(length, low + genes); i += WARP) {
    int g = static_cast<int>(row[i] >> 32) - first_gene;
    if (g < genes) x[static_cast<size_t>(c) * TILE + g] = __uint_as_float(static_cast<unsigned>(row[i]));
  }
}

// Smooths a tile over the cells of a pair. A warp has a cell at a time and a lane a gene. Sums are
// float64 in the order of the neighbours and have the same bits as the CPU's.
//   x                         cells of the species x TILE
//   starts, columns, weights  the graph, see links_weigh
//   keys                      genes x rows: the values in units of 1e-9
//   range                     the least and the greatest key
SAMAP_KERNEL(256, ranks_smooth, const float* x, int first_cell, const int* starts, int species_count,
             int species, const int* columns, const float* weights, int rows, int genes, word* keys,
             word* range) {
  __shared__ word tile[TILE][WARP + 1];
  int first_row = blockIdx.x * WARP;
  word least = ~0ull;
  word most = 0;
  for (int j = warp(); j < WARP; j += WARPS) {
    int row = first_row + j;
    if (row < rows) {
      const int* start = starts + static_cast<size_t>(row) * (species_count + 1) + species;
      int end = start[1];
      double y = 0;
#pragma unroll 4
      for (int p = start[0]; p < end; p++) {
        float v = x[static_cast<size_t>(columns[p] - first_cell) * TILE + lane()];
        y = fma(static_cast<double>(v), static_cast<double>(weights[p]), y);
      }
      word key = ordered(y);
      tile[lane()][j] = key;
      least = min(least, key);
      most = max(most, key);
    }
  }
  __syncthreads();
  for (int g = warp(); g < genes; g += WARPS) {
    int row = first_row + lane();
    if (row < rows) keys[static_cast<size_t>(g) * rows + row] = tile[g][lane()];
  }
  for (int d = WARP / 2; d > 0; d /= 2) {
    least = min(least, __shfl_xor_sync(ALL_LANES, least, d));
    most = max(most, __shfl_xor_sync(ALL_LANES, most, d));
  }
  if (lane() == 0) {
    atomicMin(&range[0], least);
    atomicMax(&range[1], most);
  }
}

// Makes words of keys. The grid is (rows, genes).
SAMAP_KERNEL(256, ranks_pack, word* keys, int rows, word least, int index_bits) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= rows) return;
  word* key = keys + static_cast<size_t>(blockIdx.y) * rows + i;
  *key = (*key - least) << index_bits | i;
}

// Counts the words of each digit in each block of a column. The grid is (blocks, genes).
//   counts   genes x blocks x DIGITS
SAMAP_KERNEL(256, ranks_count, const word* words, int rows, int shift, int* counts) {
  __shared__ int count[DIGITS];
  count[threadIdx.x] = 0;
  __syncthreads();
  const word* column = words + static_cast<size_t>(blockIdx.y) * rows;
  int first = blockIdx.x * WORDS_OF_BLOCK;
  int end = min(rows, first + WORDS_OF_BLOCK);
  for (int i = first + threadIdx.x; i < end; i += THREADS) atomicAdd(&count[digit(column[i], shift)], 1);
  __syncthreads();
  counts[(static_cast<size_t>(blockIdx.y) * gridDim.x + blockIdx.x) * DIGITS + threadIdx.x] =
      count[threadIdx.x];
}

// Makes of counts the place of the first word of each digit and block. A block has a gene, a thread a
// digit.
SAMAP_KERNEL(256, ranks_offsets, int* counts, int blocks) {
  __shared__ int sums[WARPS];
  int* count = counts + static_cast<size_t>(blockIdx.x) * blocks * DIGITS + threadIdx.x;
  int total = 0;
  for (int b = 0; b < blocks; b++) total += count[static_cast<size_t>(b) * DIGITS];
  int end = total;
  for (int d = 1; d < WARP; d *= 2) {
    int before = __shfl_up_sync(ALL_LANES, end, d);
    if (lane() >= d) end += before;
  }
  if (lane() == WARP - 1) sums[warp()] = end;
  __syncthreads();
  int at = end - total;
  for (int w = 0; w < warp(); w++) at += sums[w];
  for (int b = 0; b < blocks; b++) {
    int n = count[static_cast<size_t>(b) * DIGITS];
    count[static_cast<size_t>(b) * DIGITS] = at;
    at += n;
  }
}

// Moves words to their places by a digit; words of the same digit keep their order. A warp has
// WORDS_OF_WARP words in a row. The grid is (blocks, genes).
SAMAP_KERNEL(256, ranks_scatter, const word* from, word* to, const int* offsets, int rows, int shift) {
  __shared__ int counts[WARPS][DIGITS];
  for (int w = 0; w < WARPS; w++) counts[w][threadIdx.x] = 0;
  __syncthreads();
  size_t column = static_cast<size_t>(blockIdx.y) * rows;
  int warp_first = blockIdx.x * WORDS_OF_BLOCK + warp() * WORDS_OF_WARP;
  int first = warp_first + lane();
  unsigned lower = (1u << lane()) - 1;
  word words[ROUNDS];
  int places[ROUNDS];
#pragma unroll
  for (int r = 0; r < ROUNDS; r++) {
    if (warp_first + r * WARP >= rows) break;
    int i = first + r * WARP;
    bool inside = i < rows;
    words[r] = inside ? from[column + i] : 0;
    int d = digit(words[r], shift);
    unsigned same = __ballot_sync(ALL_LANES, inside);
#pragma unroll
    for (int b = 0; b < DIGIT; b++) {
      bool bit = d >> b & 1;
      unsigned with = __ballot_sync(ALL_LANES, bit);
      same &= bit ? with : ~with;
    }
    int before = counts[warp()][d];
    places[r] = before + __popc(same & lower);
    __syncwarp();
    if (inside && (same & lower) == 0) counts[warp()][d] = before + __popc(same);
    __syncwarp();
  }
  __syncthreads();
  int at = offsets[(static_cast<size_t>(blockIdx.y) * gridDim.x + blockIdx.x) * DIGITS + threadIdx.x];
  for (int w = 0; w < WARPS; w++) {
    int n = counts[w][threadIdx.x];
    counts[w][threadIdx.x] = at;
    at += n;
  }
  __syncthreads();
#pragma unroll
  for (int r = 0; r < ROUNDS; r++) {
    if (first + r * WARP < rows) to[column + counts[warp()][digit(words[r], shift)] + places[r]] = words[r];
  }
}

// The rank of every cell, which is the number of values not above its own, from sorted words. The
// grid is (rows, genes).
//   ranks     genes x rows, by the place of the cell
//   spreads   genes x blocks: the sum of l (n - l) over the block's values, with l the number of
//             values not below
SAMAP_KERNEL(256, ranks_rank, const word* words, int rows, int index_bits, int* ranks, double* spreads) {
  __shared__ double sums[WARPS];
  const word* column = words + static_cast<size_t>(blockIdx.y) * rows;
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  double spread = 0;
  if (i < rows) {
    word value = column[i] >> index_bits;
    // The last equal value is found by steps that double, and then by halving.
    int equal = i;
    int step = 1;
    while (step < rows - equal && column[equal + step] >> index_bits == value) {
      equal += step;
      step *= 2;
    }
    int above = min(step, rows - equal) + equal;
    while (above - equal > 1) {
      int middle = equal + (above - equal) / 2;
      if (column[middle] >> index_bits == value) {
        equal = middle;
      } else {
        above = middle;
      }
    }
    int cell = static_cast<int>(column[i] & ((1ull << index_bits) - 1));
    ranks[static_cast<size_t>(blockIdx.y) * rows + cell] = above;
    if (i == 0 || column[i - 1] >> index_bits != value) {
      double not_below = rows - i;
      spread = (above - i) * (not_below * (rows - not_below));
    }
  }
  spread = block_sum(spread, sums);
  if (threadIdx.x == 0) spreads[static_cast<size_t>(blockIdx.y) * gridDim.x + blockIdx.x] = spread;
}

// Adds the blocks' spreads in their order. A thread has a gene.
SAMAP_KERNEL(256, ranks_spread, const double* parts, int blocks, int genes, double* spreads) {
  int g = blockIdx.x * blockDim.x + threadIdx.x;
  if (g >= genes) return;
  double sum = 0;
  for (int b = 0; b < blocks; b++) sum += parts[static_cast<size_t>(g) * blocks + b];
  spreads[g] = sum;
}

// Adds up how far the rank of y moves from cell to cell in the order of x. The grid is (edges, parts
// of the order).
//   words    the sorted columns of x
//   ranks    the ranks of y
//   firsts, seconds   the columns of each edge's genes in these
//   jumps    of each edge, 0 before
SAMAP_KERNEL(256, ranks_jump, const word* words, const int* ranks, const int* firsts, const int* seconds,
             int rows, int index_bits, word* jumps) {
  __shared__ word sums[WARPS];
  const word* order = words + static_cast<size_t>(firsts[blockIdx.x]) * rows;
  const int* rank = ranks + static_cast<size_t>(seconds[blockIdx.x]) * rows;
  word mask = (1ull << index_bits) - 1;
  int first = blockIdx.y * JUMPS_OF_BLOCK;
  int end = min(rows, first + JUMPS_OF_BLOCK);
  word sum = 0;
  for (int from = first; from < end; from += THREADS) {
    int i = from + threadIdx.x;
    int at = i < end ? rank[order[i] & mask] : 0;
    int before = __shfl_up_sync(ALL_LANES, at, 1);
    if (lane() == 0 && i > 0 && i < end) before = rank[order[i - 1] & mask];
    if (i > 0 && i < end) sum += at > before ? at - before : before - at;
  }
  sum = block_sum(sum, sums);
  if (threadIdx.x == 0) atomicAdd(&jumps[blockIdx.x], sum);
}
