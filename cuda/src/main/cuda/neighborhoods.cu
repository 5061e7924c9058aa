// Neighbourhoods that grow ring by ring (SPEC 5.4): the twin of BreadthFirst and Holders of the CPU
// engine. A block of threads collects the neighbourhoods of the 64 cells of a word one after another
// and sets a bit for each holder of a cell. Cells are in places.
//
// The order in which threads find the cells of a ring changes from run to run. The set does not, and
// nothing else is used.
//
// Loops wait for memory; unrolled, they would need more registers than some devices have.
#include "samap.cuh"

using namespace samap;

namespace {

constexpr int WORD = 64;
constexpr int THREADS = 256;
constexpr int WARPS = THREADS / WARP;
constexpr int COLLECTED = -1;

// Keys are chosen digit by digit.
constexpr int DIGIT_BITS = 8;
constexpr int DIGITS = 1 << DIGIT_BITS;

// The candidates of a ring by rank: most pointers first, ties to the lower cell.
struct Ranks {
  const int* pointers;
  const int* cell_at;
  int most;  // pointers of any candidate
  int cells;

  __device__ int64_t key(int candidate) const {
    int above = most > 0 ? most - pointers[candidate] : 0;
    return static_cast<int64_t>(above) * cells + cell_at[candidate];
  }
};

// The count-th smallest key of the candidates, which are different. By all threads.
__device__ __forceinline__ int64_t kth_key(const Ranks& ranks, const int* candidates, int size, int count) {
  __shared__ int histogram[DIGITS];
  __shared__ int digit;
  __shared__ int below;
  int64_t largest = (static_cast<int64_t>(ranks.most) + 1) * ranks.cells;
  int shift = 0;
  while ((largest >> shift) >= DIGITS) {
    shift += DIGIT_BITS;
  }
  int64_t prefix = 0;
  for (; shift >= 0; shift -= DIGIT_BITS) {
    histogram[threadIdx.x] = 0;
    __syncthreads();
#pragma unroll 1
    for (int i = threadIdx.x; i < size; i += THREADS) {
      int64_t key = ranks.key(candidates[i]) >> shift;
      if (key >> DIGIT_BITS == prefix) {
        atomicAdd(&histogram[key & (DIGITS - 1)], 1);
      }
    }
    __syncthreads();
    if (threadIdx.x == 0) {
      int d = 0;
      int sum = 0;
      while (sum + histogram[d] < count) {
        sum += histogram[d++];
      }
      digit = d;
      below = sum;
    }
    __syncthreads();
    prefix = prefix << DIGIT_BITS | digit;
    count -= below;
    __syncthreads();
  }
  return prefix;
}

}  // namespace

// Collects the neighbourhoods of a word's holders in each block.
//   first_word: the word of the first block; cells: how many the species has
//   starts, neighbors: the connectivities; budgets: the most cells of each neighbourhood
//   pointers: [block][cells], all 0: how many cells of the previous ring point to each cell
//   members: [block][cells + 1]: the cells collected, then the candidates of a ring
//   bits: [block][cells], 0 where nothing was held: takes the holders of each cell
//   held, counts: [block][cells] and [block]: take the cells that have a holder, and their number
SAMAP_KERNEL(THREADS, neighborhoods_collect, int first_word, int cells, const int* starts,
             const int* neighbors, const int* budgets, int rings, int exclude_self,
             const int* cell_at, int* pointers, int* members, uint64_t* bits, int* held,
             int* counts) {
  __shared__ int end;
  __shared__ int most;
  __shared__ int kept;
  __shared__ int held_count;
  int64_t slot = blockIdx.x;
  pointers += slot * cells;
  members += slot * (cells + 1);
  bits += slot * cells;
  held += slot * cells;
  int first = (first_word + blockIdx.x) * WORD;
  if (threadIdx.x == 0) {
    held_count = 0;
  }
  for (int holder = first; holder < min(first + WORD, cells); holder++) {
    if (threadIdx.x == 0) {
      members[0] = holder;
      pointers[holder] = COLLECTED;
    }
    int limit = budgets[holder] + (exclude_self != 0 ? 1 : 0);
    int ring_start = 0;
    int size = 1;
    for (int ring = 0; ring < rings && size < limit; ring++) {
      if (threadIdx.x == 0) {
        end = size;
        most = 0;
        kept = size;
      }
      __syncthreads();
#pragma unroll 1
      for (int m = ring_start + warp(); m < size; m += WARPS) {
        int from = members[m];
#pragma unroll 1
        for (int p = starts[from] + lane(); p < starts[from + 1]; p += WARP) {
          int to = neighbors[p];
          // What is collected stays so while a ring is gathered.
          if (pointers[to] != COLLECTED && atomicAdd(&pointers[to], 1) == 0) {
            members[atomicAdd(&end, 1)] = to;
          }
        }
      }
      __syncthreads();
      int ring_end = end;
      if (ring_end > limit) {
        Ranks ranks = {pointers, cell_at, 0, cells};
        if (exclude_self == 0) {
          int mine = 0;
#pragma unroll 1
          for (int m = size + threadIdx.x; m < ring_end; m += THREADS) {
            mine = max(mine, pointers[members[m]]);
          }
          atomicMax(&most, mine);
          __syncthreads();
          ranks.most = most;
        }
        int64_t last = kth_key(ranks, members + size, ring_end - size, limit - size);
        for (int m0 = size; m0 < ring_end; m0 += THREADS) {
          int m = m0 + threadIdx.x;
          int candidate = m < ring_end ? members[m] : 0;
          bool keep = m < ring_end && ranks.key(candidate) <= last;
          __syncthreads();
          // What is kept moves down, to where all threads have read.
          if (keep) {
            members[atomicAdd(&kept, 1)] = candidate;
          } else if (m < ring_end) {
            pointers[candidate] = 0;
          }
          __syncthreads();
        }
        ring_end = limit;
      }
#pragma unroll 1
      for (int m = size + threadIdx.x; m < ring_end; m += THREADS) {
        pointers[members[m]] = COLLECTED;
      }
      ring_start = size;
      size = ring_end;
      __syncthreads();
    }
#pragma unroll 1
    for (int m = threadIdx.x; m < size; m += THREADS) {
      int cell = members[m];
      pointers[cell] = 0;
      if (m > 0 || exclude_self == 0) {
        if (bits[cell] == 0) {
          held[atomicAdd(&held_count, 1)] = cell;
        }
        bits[cell] |= static_cast<uint64_t>(1) << (holder - first);
      }
    }
    __syncthreads();
  }
  if (threadIdx.x == 0) {
    counts[blockIdx.x] = held_count;
  }
}

// Copies what each block holds to one place after another and clears its bits.
//   begin: where the cells of each block go
SAMAP_KERNEL(THREADS, neighborhoods_gather, int cells, uint64_t* bits, const int* held,
             const int* counts, const int64_t* begin, int* held_cells, uint64_t* held_bits) {
  int64_t slot = blockIdx.x;
  bits += slot * cells;
  held += slot * cells;
  int count = counts[blockIdx.x];
  for (int i = threadIdx.x; i < count; i += THREADS) {
    int cell = held[i];
    held_cells[begin[blockIdx.x] + i] = cell;
    held_bits[begin[blockIdx.x] + i] = bits[cell];
    bits[cell] = 0;
  }
}
