// Mutual edges across species (SPEC 5.5 to 5.7): the twins of MutualTiles, RowCorrelations and EdgeCut
// of the CPU engine. The Java class MutualEdges tells the story and starts these kernels in order.
//
// Cells are in places: similar ones stand side by side. 64 successive cells of a species are a word,
// and the rows that one block of threads makes. For each cell there is a list of words that tells its
// holders, the cells that have it in their neighbourhood: `starts` says where the list of a cell
// begins, `word_of` is the number of the word, ascending, and `bits` are the holders in it. Cells are
// counted from the first of their species, words from the first of the part that is on the device.
//
// The columns that a block of rows has any edge to are its candidates, in ascending places. They are
// stored as panels: D and r have 64 values for each candidate, one for each row, and `rows_of` says
// which of the rows have an edge to it.
#include "samap.cuh"

using namespace samap;

namespace {

constexpr int ROWS = 64;
constexpr int WARPS = 8;
constexpr int THREADS = WARPS * WARP;

// Words of columns that are made at once.
constexpr int GROUP = 4;
constexpr int COLUMNS = GROUP * ROWS;

// One more than the columns, so that the values of a column are in different banks.
constexpr int STRIDE = COLUMNS + 1;

// Sums are whole numbers in units of 2^-30, exact in any order.
constexpr double ONE = 1 << 30;

__device__ inline unsigned lanes_below() { return (1u << lane()) - 1; }

// Sets a bit for each word of the part that holds any of the cells seen. By all threads.
__device__ void mark_words(unsigned* marks, int words, const int* seen, int from, int to,
                           int species_start, int species_size, const int* starts,
                           const int* word_of) {
  for (int i = threadIdx.x; i < (words + 31) / 32; i += THREADS) {
    marks[i] = 0;
  }
  __syncthreads();
  for (int e = from + warp(); e < to; e += WARPS) {
    int cell = seen[e] - species_start;
    if (cell >= 0 && cell < species_size) {
      for (int w = starts[cell] + lane(); w < starts[cell + 1]; w += WARP) {
        int word = word_of[w];
        atomicOr(&marks[word / 32], 1u << (word % 32));
      }
    }
  }
  __syncthreads();
}

// The first marked word from `word` on, or `words`.
__device__ inline int next_word(const unsigned* marks, int words, int word) {
  while (word < words) {
    unsigned left = marks[word / 32] >> (word % 32);
    if (left != 0) {
      return word + __ffs(left) - 1;
    }
    word = (word / 32 + 1) * 32;
  }
  return words;
}

// The first of the ascending values [from, to) that is at least `limit`, or `to`.
__device__ inline int lower_bound(const int* values, int from, int to, int limit) {
  while (from < to) {
    int middle = from + (to - from) / 2;
    if (values[middle] < limit) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}

// tanh(x) = 1 - 2 / (exp(2 x) + 1), step by step as SoftThreshold does it.
__device__ double tanh_of(double x) {
  constexpr double LN2 = 0x1.62e42fefa39efp-1;
  constexpr double LN2_REST = 0x1.abc9e3b39803fp-56;
  // Adding and subtracting it rounds to the nearest whole number, ties to even.
  constexpr double ROUNDER = 0x1.8p52;
  double twice = 2 * (x < -20 ? -20 : x > 20 ? 20 : x);
  double n = (twice / LN2 + ROUNDER) - ROUNDER;
  double r = fma(-n, LN2_REST, fma(-n, LN2, twice));
  double power = 1.0 / 6227020800.0;  // 1/13!
  power = fma(power, r, 1.0 / 479001600.0);
  power = fma(power, r, 1.0 / 39916800.0);
  power = fma(power, r, 1.0 / 3628800.0);
  power = fma(power, r, 1.0 / 362880.0);
  power = fma(power, r, 1.0 / 40320.0);
  power = fma(power, r, 1.0 / 5040.0);
  power = fma(power, r, 1.0 / 720.0);
  power = fma(power, r, 1.0 / 120.0);
  power = fma(power, r, 1.0 / 24.0);
  power = fma(power, r, 1.0 / 6.0);
  power = fma(power, r, 0.5);
  power = fma(power, r, 1.0);
  power = fma(power, r, 1.0);
  double scale = __longlong_as_double((static_cast<long long>(n) + 1023) << 52);
  return 1 - 2 / (power * scale + 1);
}

__device__ inline double tanh_scale(double x, double a, double c) {
  return c + (1 - c) * tanh_of(a * (x - c));
}

}  // namespace

// Appends the words of a stripe to the lists of its cells. A warp for each cell.
//   next: for each cell of the species, where its next word goes
SAMAP_KERNEL(THREADS, mutual_add_stripe, int held, const int* cells, const int* cell_starts,
             const unsigned char* word_at, const uint64_t* words, int first_word, int* next,
             int* word_of, uint64_t* bits) {
  int h = blockIdx.x * WARPS + warp();
  if (h >= held) {
    return;
  }
  int from = cell_starts[h];
  int count = cell_starts[h + 1] - from;
  int to = next[cells[h]];
  for (int i = lane(); i < count; i += WARP) {
    word_of[to + i] = first_word + word_at[from + i];
    bits[to + i] = words[from + i];
  }
  __syncwarp();
  if (lane() == 0) {
    next[cells[h]] = to + count;
  }
}

// Puts projected cells at their places and computes the mean and 1 / length about the mean of each.
// A warp for 32 cells; a lane adds up the values of one, in order.
//   values: `count` rows of `width` values, the first of which is cell `first` of its species
//   place_of: the place of each cell of the species
//   from, to: the places that are wanted
//   rows: a row of `stride` values for each of these, with zeros at the end
SAMAP_KERNEL(THREADS, mutual_place_rows, const float* values, int first, int count, int width,
             const int* place_of, int from, int to, int stride, float* rows, float* means,
             float* inverse_lengths) {
  __shared__ float tiles[WARPS][WARP * (WARP + 1)];
  float* tile = tiles[warp()];
  int start = (blockIdx.x * WARPS + warp()) * WARP;
  int place = start + lane() < count ? place_of[first + start + lane()] : -1;
  int mine = place >= from && place < to ? place - from : -1;
  double sum = 0;
  double squares = 0;
  for (int column = 0; column < stride; column += WARP) {
    int c = column + lane();
    for (int i = 0; i < WARP; i++) {
      int row = __shfl_sync(ALL_LANES, mine, i);
      if (row >= 0) {
        float v = c < width ? values[static_cast<int64_t>(start + i) * width + c] : 0;
        tile[i * (WARP + 1) + lane()] = v;
        if (c < stride) {
          rows[static_cast<int64_t>(row) * stride + c] = v;
        }
      }
    }
    __syncwarp();
    if (mine >= 0) {
      for (int i = 0; i < WARP && column + i < width; i++) {
        double v = tile[lane() * (WARP + 1) + i];
        sum += v;
        squares += v * v;
      }
    }
    __syncwarp();
  }
  if (mine >= 0) {
    double mean = sum / width;
    double square = squares - sum * mean;
    double length = sqrt(square > 0 ? square : 0);
    means[mine] = static_cast<float>(mean);
    inverse_lengths[mine] = length == 0 ? 0 : static_cast<float>(1 / length);
  }
}

// Adds up how many words of a part hold any neighbour of each block of rows: 64 times as many columns
// can be candidates.
//   first_row: the place of the first row
//   sees, seen: where the neighbours of each place begin, and their places
//   other_start, other_size: the species of the part
SAMAP_KERNEL(THREADS, mutual_count_words, int first_row, int end_row, const int* sees,
             const int* seen, int other_start, int other_size, int words, const int* starts,
             const int* word_of, int* counts) {
  SAMAP_DYNAMIC_SHARED(unsigned, marks);
  __shared__ int count;
  int first = first_row + blockIdx.x * ROWS;
  if (threadIdx.x == 0) {
    count = 0;
  }
  mark_words(marks, words, seen, sees[first], sees[min(first + ROWS, end_row)], other_start,
             other_size, starts, word_of);
  int mine = 0;
  for (int i = threadIdx.x; i < (words + 31) / 32; i += THREADS) {
    mine += __popc(marks[i]);
  }
  atomicAdd(&count, mine);
  __syncthreads();
  if (threadIdx.x == 0) {
    counts[blockIdx.x] += count;
  }
}

// Appends the candidates of a part: the columns j with C_ij >= least for some row i, with D_ij =
// sqrt(C_ij C_ji) for the rows for which C_ji is large enough too. C_ij is the sum of Q_ij' over the
// neighbours j' of i that j holds, made for four words of columns at once: a warp makes one row after
// the other, its lanes columns. C_ji is the sum of Q_ji' over the neighbours i' of j that i holds: a
// warp makes one column after the other, its lanes rows.
//   weight: the value of Q for each neighbour
//   cursor: space for a number for each neighbour
//   own_...: the species of the rows and its lists of words; first_word is that of the first row
//   first_column: the place of the first column of the part
//   begin: where the candidates of each block begin; done: how many there are of earlier parts; sizes:
//   takes how many there are then
SAMAP_KERNEL(THREADS, mutual_tiles, int first_row, int end_row, const int* sees, const int* seen,
             const int* weight, int* cursor, int own_start, int own_size, const int* own_starts,
             const int* own_word_of, const uint64_t* own_bits, int first_word, int other_start,
             int other_size, int first_column, int words, const int* starts, const int* word_of,
             const uint64_t* bits, int least, const int64_t* begin, const int* done, int* sizes,
             int* place, uint64_t* rows_of, double* d) {
  SAMAP_DYNAMIC_SHARED(int, forward);  // [ROWS][STRIDE]: C_ij
  unsigned* marks = reinterpret_cast<unsigned*>(forward + ROWS * STRIDE);
  __shared__ int seen_from[ROWS];
  __shared__ int seen_to[ROWS];
  __shared__ unsigned passing[ROWS][WARPS];  // a bit for each column
  __shared__ unsigned any_passing[WARPS];
  __shared__ short candidates[COLUMNS];
  __shared__ int words_of_group[GROUP];

  int first = first_row + blockIdx.x * ROWS;
  int end = min(first + ROWS, end_row);
  mark_words(marks, words, seen, sees[first], sees[end], other_start, other_size, starts, word_of);
  for (int e = sees[first] + threadIdx.x; e < sees[end]; e += THREADS) {
    int cell = seen[e] - other_start;
    cursor[e] = cell >= 0 && cell < other_size ? starts[cell] : 0;
  }
  if (threadIdx.x < ROWS) {
    int row = min(first + static_cast<int>(threadIdx.x), end);
    int from = sees[row];
    int to = row < end ? sees[row + 1] : from;
    seen_from[threadIdx.x] = lower_bound(seen, from, to, other_start);
    seen_to[threadIdx.x] = lower_bound(seen, from, to, other_start + other_size);
  }
  __syncthreads();

  int own_word = first_word + blockIdx.x;
  int size = done[blockIdx.x];
  int next = next_word(marks, words, 0);
  while (next < words) {
    int group[GROUP];
    int last = next;
#pragma unroll
    for (int g = 0; g < GROUP; g++) {
      group[g] = next < words ? next : -1;
      last = next < words ? next : last;
      next = next_word(marks, words, next + 1);
      if (threadIdx.x == 0) {
        words_of_group[g] = group[g];
      }
    }

    // C_ij: four lanes read the next words of a neighbour's list, which are among the group's.
    for (int row = warp(); row < ROWS; row += WARPS) {
      int sums[GROUP][2] = {};
      for (int e0 = seen_from[row]; e0 < seen_to[row]; e0 += WARP / GROUP) {
        int e = e0 + lane() / GROUP;
        bool valid = false;
        int word = 0;
        int value = 0;
        int at = 0;
        uint64_t holders = 0;
        if (e < seen_to[row]) {
          at = cursor[e] + lane() % GROUP;
          if (at < starts[seen[e] - other_start + 1]) {
            word = word_of[at];
            valid = word <= last;
            holders = valid ? bits[at] : 0;
            value = weight[e];
          }
        }
        unsigned taken = __ballot_sync(ALL_LANES, valid);
        if (e < seen_to[row] && lane() % GROUP == 0) {
          cursor[e] = at + __popc((taken >> lane()) & ((1u << GROUP) - 1));
        }
#pragma unroll
        for (int g = 0; g < GROUP; g++) {
          unsigned left = __ballot_sync(ALL_LANES, valid && word == group[g]);
          for (; left != 0; left &= left - 1) {
            int from = __ffs(left) - 1;
            int v = __shfl_sync(ALL_LANES, value, from);
            uint64_t h = __shfl_sync(ALL_LANES, holders, from) >> lane();
            sums[g][0] += (h & 1) != 0 ? v : 0;
            sums[g][1] += ((h >> WARP) & 1) != 0 ? v : 0;
          }
        }
      }
#pragma unroll
      for (int half = 0; half < 2 * GROUP; half++) {
        int sum = sums[half / 2][half % 2];
        forward[row * STRIDE + half * WARP + lane()] = sum;
        unsigned large = __ballot_sync(ALL_LANES, sum >= least);
        if (lane() == 0) {
          passing[row][half] = large;
        }
      }
    }
    __syncthreads();

    // The columns in which a C_ij is large enough; a thread for each.
    unsigned any = passing[lane()][warp()] | passing[lane() + WARP][warp()];
    for (int by = WARP / 2; by > 0; by /= 2) {
      any |= __shfl_xor_sync(ALL_LANES, any, by);
    }
    if (lane() == 0) {
      any_passing[warp()] = any;
    }
    __syncthreads();
    int count = 0;
    int before = 0;
    for (int w = 0; w < WARPS; w++) {
      before += w < warp() ? __popc(any_passing[w]) : 0;
      count += __popc(any_passing[w]);
    }
    if ((any >> lane()) & 1) {
      candidates[before + __popc(any & lanes_below())] = static_cast<short>(threadIdx.x);
    }
    __syncthreads();

    // C_ji of these columns.
    for (int n = warp(); n < count; n += WARPS) {
      int x = candidates[n];
      int column = first_column + words_of_group[x / ROWS] * ROWS + x % ROWS;
      int back[2] = {0, 0};
      int seen_end = sees[column + 1];
      for (int e0 = sees[column]; e0 < seen_end; e0 += WARP) {
        int e = e0 + lane();
        int value = 0;
        uint64_t holders = 0;
        if (e < seen_end) {
          int cell = seen[e] - own_start;
          if (cell >= 0 && cell < own_size) {
            int to = own_starts[cell + 1];
            int at = lower_bound(own_word_of, own_starts[cell], to, own_word);
            holders = at < to && own_word_of[at] == own_word ? own_bits[at] : 0;
            value = weight[e];
          }
        }
        unsigned left = __ballot_sync(ALL_LANES, holders != 0);
        for (; left != 0; left &= left - 1) {
          int from = __ffs(left) - 1;
          int v = __shfl_sync(ALL_LANES, value, from);
          uint64_t h = __shfl_sync(ALL_LANES, holders, from) >> lane();
          back[0] += (h & 1) != 0 ? v : 0;
          back[1] += ((h >> WARP) & 1) != 0 ? v : 0;
        }
      }
      int64_t c = begin[blockIdx.x] + size + n;
      unsigned edges[2];
#pragma unroll
      for (int half = 0; half < 2; half++) {
        int row = half * WARP + lane();
        int there = forward[row * STRIDE + x];
        bool edge = there >= least && back[half] >= least;
        edges[half] = __ballot_sync(ALL_LANES, edge);
        if (edge) {
          d[c * ROWS + row] = sqrt(static_cast<double>(there) * back[half]) / ONE;
        }
      }
      if (lane() == 0) {
        place[c] = column;
        rows_of[c] = static_cast<uint64_t>(edges[1]) << WARP | edges[0];
      }
    }
    size += count;
    __syncthreads();
  }
  if (threadIdx.x == 0) {
    sizes[blockIdx.x] = size;
  }
}

namespace {

// The components that are multiplied at once, and the number of them that are summed in one chain.
constexpr int STEP = 32;
constexpr int CHAIN = 128;

// 64 rows of 32 components, component by component. Rows stand in groups of four, which are moved so
// that neither writing nor reading has two threads at one bank.
struct Panel {
  float values[STEP * ROWS];

  __device__ static int at(int component, int row) {
    return component * ROWS + (((row / 4) ^ ((component / 4) % 8)) * 4 + row % 4);
  }

  __device__ void put(int component, int row, float4 v) {
    values[at(component, row)] = v.x;
    values[at(component + 1, row)] = v.y;
    values[at(component + 2, row)] = v.z;
    values[at(component + 3, row)] = v.w;
  }

  // The component of four rows.
  __device__ float4 four(int component, int row) const {
    return *reinterpret_cast<const float4*>(&values[at(component, row)]);
  }
};

}  // namespace

// Pearson's correlation of each row with each of its candidates [done, sizes) that has an edge, as
// products of 64 standardised rows with 64 candidates. A product is one chain of fused additions for
// every 128 components, and the chains are added in order: the CPU's order.
//   row_values, row_means, row_inverse: from the first row on; candidates are in the part that
//   begins at the place first_column
//   stride: the components with zeros at the end, a multiple of 4
SAMAP_KERNEL(THREADS, mutual_correlations, int rows, const float* row_values,
             const float* row_means, const float* row_inverse, int first_column,
             const float* column_values, const float* column_inverse, int stride,
             const int64_t* begin, const int* done, const int* sizes, const int* place,
             const uint64_t* rows_of, float* r) {
  // Aligned for the reading of four values at once.
  __shared__ __align__(16) Panel panels[2][2];
  __shared__ int chosen[ROWS];  // candidates with an edge
  __shared__ int chosen_count;
  __shared__ int chosen_end;

  int64_t base = begin[blockIdx.x];
  int end = sizes[blockIdx.x];
  int first = blockIdx.x * ROWS;
  int quad = threadIdx.x / 16 * 4;     // this thread's first row
  int column_quad = threadIdx.x % 16 * 4;  // and its first candidate of a panel
  int load_row = threadIdx.x / 8;      // it loads four components of this row and of that 32 below
  int load_at = threadIdx.x % 8 * 4;

  int at = done[blockIdx.x];
  while (at < end) {
    if (warp() == 0) {
      int n = 0;
      while (n < ROWS && at < end) {
        bool has = at + lane() < end && rows_of[base + at + lane()] != 0;
        unsigned edges = __ballot_sync(ALL_LANES, has);
        int to = n + __popc(edges & lanes_below());
        bool taken = has && to < ROWS;
        if (taken) {
          chosen[to] = at + lane();
        }
        unsigned all_taken = __ballot_sync(ALL_LANES, taken);
        n += __popc(all_taken);
        at += all_taken == edges ? WARP : __ffs(edges & ~all_taken) - 1;
      }
      if (lane() == 0) {
        chosen_count = n;
        chosen_end = at;
      }
    }
    __syncthreads();
    int count = chosen_count;
    at = chosen_end;

    float total[4][4] = {};
    float chain[4][4] = {};
    float4 next_row[2];
    float4 next_column[2];
    auto load = [&](int component) {
#pragma unroll
      for (int i = 0; i < 2; i++) {
        int row = load_row + i * WARP;
        float4 v = make_float4(0, 0, 0, 0);
        float4 c = v;
        if (component < stride) {
          if (first + row < rows) {
            v = *reinterpret_cast<const float4*>(
                row_values + static_cast<int64_t>(first + row) * stride + component);
            float mean = row_means[first + row];
            float factor = row_inverse[first + row];
            v = make_float4((v.x - mean) * factor, (v.y - mean) * factor, (v.z - mean) * factor,
                            (v.w - mean) * factor);
          }
          if (row < count) {
            int64_t cell = place[base + chosen[row]] - first_column;
            c = *reinterpret_cast<const float4*>(column_values + cell * stride + component);
          }
        }
        next_row[i] = v;
        next_column[i] = c;
      }
    };
    load(load_at);
    int buffer = 0;
    for (int component = 0; component < stride; component += STEP) {
#pragma unroll
      for (int i = 0; i < 2; i++) {
        panels[buffer][0].put(load_at, load_row + i * WARP, next_row[i]);
        panels[buffer][1].put(load_at, load_row + i * WARP, next_column[i]);
      }
      __syncthreads();
      load(component + STEP + load_at);
#pragma unroll 8
      for (int k = 0; k < STEP; k++) {
        float4 a = panels[buffer][0].four(k, quad);
        float4 b = panels[buffer][1].four(k, column_quad);
        float as[4] = {a.x, a.y, a.z, a.w};
        float bs[4] = {b.x, b.y, b.z, b.w};
#pragma unroll
        for (int i = 0; i < 4; i++) {
#pragma unroll
          for (int j = 0; j < 4; j++) {
            chain[i][j] = fmaf(bs[j], as[i], chain[i][j]);
          }
        }
      }
      if ((component + STEP) % CHAIN == 0 || component + STEP >= stride) {
#pragma unroll
        for (int i = 0; i < 4; i++) {
#pragma unroll
          for (int j = 0; j < 4; j++) {
            total[i][j] += chain[i][j];
            chain[i][j] = 0;
          }
        }
      }
      buffer = 1 - buffer;
    }
#pragma unroll
    for (int j = 0; j < 4; j++) {
      if (column_quad + j < count) {
        int64_t c = base + chosen[column_quad + j];
        float factor = column_inverse[place[c] - first_column];
        *reinterpret_cast<float4*>(r + c * ROWS + quad) =
            make_float4(total[0][j] * factor, total[1][j] * factor, total[2][j] * factor,
                        total[3][j] * factor);
      }
    }
    __syncthreads();
  }
}

// Rescales the edges of each row by their correlations (SPEC 5.6) if r is given, and keeps the k best
// of all or towards each species, ties to the lower cell (SPEC 5.7). A lane for each row; four pairs of
// warps share the candidates where the order does not matter.
//   species_ends: where each species ends; own: that of the rows
//   best_place, best_value: [block][most][ROWS], places -1 where there is no edge
SAMAP_KERNEL(THREADS, mutual_cut, const int64_t* begin, const int* sizes, const int* place,
             const uint64_t* rows_of, double* d, const float* r, int rescale, const int* cell_at,
             const int* species_ends, int own, int k, int towards_each, int most, int* best_place,
             double* best_value) {
  constexpr int SHARES = THREADS / ROWS;
  __shared__ double largest[SHARES][ROWS];
  __shared__ double before[SHARES][ROWS];
  __shared__ double after[SHARES][ROWS];
  int row = threadIdx.x % ROWS;
  int share = threadIdx.x / ROWS;
  int64_t base = begin[blockIdx.x];
  int size = sizes[blockIdx.x];
  double factor = 1;
  if (rescale != 0) {
    double most_r = 0;
    double most_d = 0;
    for (int c = share; c < size; c += SHARES) {
      if ((rows_of[base + c] >> row) & 1) {
        most_r = fmax(most_r, fmax(0.001, static_cast<double>(r[(base + c) * ROWS + row])));
        most_d = fmax(most_d, d[(base + c) * ROWS + row]);
      }
    }
    largest[share][row] = most_r;
    before[share][row] = most_d;
    __syncthreads();
    for (int s = 0; s < SHARES; s++) {
      most_r = fmax(most_r, largest[s][row]);
      most_d = fmax(most_d, before[s][row]);
    }
    double most_after = 0;
    for (int c = share; c < size; c += SHARES) {
      if ((rows_of[base + c] >> row) & 1) {
        int64_t at = (base + c) * ROWS + row;
        double f =
            tanh_scale(fmax(0.001, static_cast<double>(r[at])) / most_r, 10, 0.7);
        double v = sqrt(f * d[at]);
        d[at] = v;
        most_after = fmax(most_after, v);
      }
    }
    after[share][row] = most_after;
    __syncthreads();
    for (int s = 0; s < SHARES; s++) {
      most_after = fmax(most_after, after[s][row]);
    }
    factor = most_d / most_after;
  }
  if (share > 0) {
    return;
  }

  int64_t out = static_cast<int64_t>(blockIdx.x) * most * ROWS + row;
  for (int slot = 0; slot < most; slot++) {
    best_place[out + static_cast<int64_t>(slot) * ROWS] = -1;
  }
  int species = 0;
  int n = 0;            // kept so far, of these species
  double worst = 0;     // the last of those
  int worst_cell = 0;
  for (int c = 0; c < size; c++) {
    int to = place[base + c];
    while (to >= species_ends[species]) {
      if (towards_each != 0 && species != own) {
        out += static_cast<int64_t>(k) * ROWS;
        n = 0;
      }
      species++;
    }
    if (((rows_of[base + c] >> row) & 1) == 0) {
      continue;
    }
    double v = d[(base + c) * ROWS + row];
    v = rescale != 0 ? v * factor : v;
    int cell = cell_at[to];
    if (n == k && !(v > worst || (v == worst && cell < worst_cell))) {
      continue;
    }
    int slot = n < k ? n++ : k - 1;
    for (; slot > 0; slot--) {
      int64_t above = out + static_cast<int64_t>(slot - 1) * ROWS;
      double w = best_value[above];
      int p = best_place[above];
      if (w > v || (w == v && cell_at[p] < cell)) {
        break;
      }
      best_value[above + ROWS] = w;
      best_place[above + ROWS] = p;
    }
    best_value[out + static_cast<int64_t>(slot) * ROWS] = v;
    best_place[out + static_cast<int64_t>(slot) * ROWS] = to;
    worst = best_value[out + static_cast<int64_t>(n - 1) * ROWS];
    worst_cell = cell_at[best_place[out + static_cast<int64_t>(n - 1) * ROWS]];
  }
}
