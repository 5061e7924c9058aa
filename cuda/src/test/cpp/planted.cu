// Kernels with planted mistakes, to see which ones the tests can find. Each works on 256 numbers a
// block. With `wrong` = 0 a kernel does without its mistake.
#include "samap.cuh"

using samap::ALL_LANES;
using samap::lane;
using samap::warp;

// Threads read what others wrote, with no barrier between.
SAMAP_KERNEL(256, missing_barrier, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  __shared__ int held[256];
  int t = static_cast<int>(threadIdx.x);
  held[t] = x[blockIdx.x * 256 + t];
  if (!wrong) {
    __syncthreads();
  }
  y[blockIdx.x * 256 + t] = held[(t + 64) % 256];
}

// A tile is filled again while others still read it.
SAMAP_KERNEL(256, missing_second_barrier, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  __shared__ int tile[256];
  int t = static_cast<int>(threadIdx.x);
  int sum = 0;
  for (int round = 0; round < 3; round++) {
    tile[t] = x[blockIdx.x * 256 + t] + round;
    __syncthreads();
    sum += tile[(t + 100) % 256];
    if (!wrong) {
      __syncthreads();
    }
  }
  y[blockIdx.x * 256 + t] = sum;
}

// Two threads write the same place.
SAMAP_KERNEL(256, race, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  __shared__ int most[128];
  int t = static_cast<int>(threadIdx.x);
  if (wrong || t < 128) {
    most[t % 128] = x[blockIdx.x * 256 + t];
  }
  __syncthreads();
  y[blockIdx.x * 256 + t] = most[t / 2];
}

// Lanes read what other lanes wrote, with no __syncwarp between.
SAMAP_KERNEL(256, missing_syncwarp, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  __shared__ int held[256];
  int t = static_cast<int>(threadIdx.x);
  held[t] = x[blockIdx.x * 256 + t];
  if (!wrong) {
    __syncwarp();
  }
  y[blockIdx.x * 256 + t] = held[t ^ 1];
}

// Shared memory is added to that nobody has set.
SAMAP_KERNEL(256, shared_not_set, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  __shared__ int sums[256];
  int t = static_cast<int>(threadIdx.x);
  if (!wrong) {
    sums[t] = 0;
  }
  sums[t] += x[blockIdx.x * 256 + t];
  y[blockIdx.x * 256 + t] = sums[t];
}

// Memory of the device is added to that nobody has set.
SAMAP_KERNEL(256, memory_not_set, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  int i = static_cast<int>(blockIdx.x * 256 + threadIdx.x);
  if (!wrong) {
    y[i] = 0;
  }
  y[i] += x[i];
}

// Copies are used before anybody has waited for them.
SAMAP_KERNEL(256, copies_not_waited_for, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  __shared__ __align__(16) int held[256];
  int t = static_cast<int>(threadIdx.x);
  if (t < 64) {
    samap::copy_async_16(held + 4 * t, x + blockIdx.x * 256 + 4 * t, true);
  }
  samap::commit_copies();
  if (!wrong) {
    samap::wait_for_copies<0>();
  }
  __syncthreads();
  y[blockIdx.x * 256 + t] = held[t];
}

// Of two groups of copies on their way, one too few is waited for.
SAMAP_KERNEL(256, one_group_too_few, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  __shared__ __align__(16) int held[2][256];
  int t = static_cast<int>(threadIdx.x);
  for (int stage = 0; stage < 2; stage++) {
    if (t < 64) {
      samap::copy_async_16(&held[stage][4 * t], x + blockIdx.x * 256 + 4 * t, t != 3);
    }
    samap::commit_copies();
  }
  int sum = 0;
  for (int stage = 0; stage < 2; stage++) {
    if (wrong || stage == 0) {
      samap::wait_for_copies<1>();
    } else {
      samap::wait_for_copies<0>();
    }
    __syncthreads();
    sum += (stage + 1) * held[stage][t];
  }
  y[blockIdx.x * 256 + t] = sum;
}

// Copies are waited for, but only by the thread that reads, not by the one that copies.
SAMAP_KERNEL(256, copies_without_barrier, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  __shared__ __align__(16) int held[256];
  int t = static_cast<int>(threadIdx.x);
  if (t % 4 == 3) {
    samap::copy_async_16(held + t - 3, x + blockIdx.x * 256 + t - 3, true);
  }
  samap::commit_copies();
  samap::wait_for_copies<0>();
  if (!wrong) {
    __syncthreads();
  }
  y[blockIdx.x * 256 + t] = held[t];
}

// Some threads skip a barrier.
SAMAP_KERNEL(256, barrier_of_some, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  int t = static_cast<int>(threadIdx.x);
  if (!wrong || t < 100) {
    __syncthreads();
  }
  y[blockIdx.x * 256 + t] = x[blockIdx.x * 256 + t];
}

// Some threads end before a barrier.
SAMAP_KERNEL(256, ends_early, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  int t = static_cast<int>(threadIdx.x);
  y[blockIdx.x * 256 + t] = x[blockIdx.x * 256 + t];
  if (wrong && t >= 200) {
    return;
  }
  __syncthreads();
}

// All lanes are named, and only some come.
SAMAP_KERNEL(256, shuffle_of_some, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  int t = static_cast<int>(threadIdx.x);
  int v = x[blockIdx.x * 256 + t];
  if (!wrong || lane() < 7) {
    v += __shfl_xor_sync(ALL_LANES, v, 1);
  }
  y[blockIdx.x * 256 + t] = v;
}

// A lane takes part that its mask leaves out.
SAMAP_KERNEL(256, mask_without_lane, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  int t = static_cast<int>(threadIdx.x);
  int v = x[blockIdx.x * 256 + t];
  v += __shfl_xor_sync(wrong ? 0x7fffffffu : ALL_LANES, v, 1);
  y[blockIdx.x * 256 + t] = v;
}

// A lane reads from one that does not take part.
SAMAP_KERNEL(256, reads_absent_lane, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  int t = static_cast<int>(threadIdx.x);
  int v = x[blockIdx.x * 256 + t];
  int from = wrong ? 16 : 15;
  if (lane() < 16) {
    v += __shfl_sync(0xffffu, v, from);
  }
  y[blockIdx.x * 256 + t] = v;
}

// A block reads what the block before it wrote.
SAMAP_KERNEL(256, blocks_in_order, int wrong, const int* __restrict__ x, int* y) {
  int i = static_cast<int>(blockIdx.x * 256 + threadIdx.x);
  y[i] = x[i] + (wrong && blockIdx.x > 0 ? y[i - 256] : 0);
}

// One number too many is written.
SAMAP_KERNEL(256, writes_too_far, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  int i = static_cast<int>(blockIdx.x * 256 + threadIdx.x);
  y[i] = x[i];
  if (wrong && i == static_cast<int>(gridDim.x * 256) - 1) {
    y[i + 1] = 0;
  }
}

// A wild index.
SAMAP_KERNEL(256, reads_anywhere, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  int i = static_cast<int>(blockIdx.x * 256 + threadIdx.x);
  y[i] = x[i] + (wrong ? x[i + 100000000LL] : 0);
}

// An index beyond the end of an array in shared memory.
SAMAP_KERNEL(256, leaves_shared_array, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  __shared__ int held[256];
  __shared__ int more[256];
  int t = static_cast<int>(threadIdx.x);
  more[t] = 0;
  held[t + (wrong ? 1 : 0)] = x[blockIdx.x * 256 + t];
  __syncthreads();
  y[blockIdx.x * 256 + t] = held[t] + more[t];
}

// Four numbers are read at once from an odd place.
SAMAP_KERNEL(256, odd_address, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  int i = static_cast<int>(blockIdx.x * 256 + threadIdx.x);
  const int* at = x + i / 4 * 4;
  int4 four = *reinterpret_cast<const int4*>(wrong && i % 4 == 0 && i > 0 ? at - 1 : at);
  y[i] = i % 4 == 0 ? four.x : i % 4 == 1 ? four.y : i % 4 == 2 ? four.z : four.w;
}

// A whole number is divided by zero, which x[0] is.
SAMAP_KERNEL(256, divides_by_zero, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  int i = static_cast<int>(blockIdx.x * 256 + threadIdx.x);
  y[i] = x[i] / (wrong ? x[0] : 1);
}

// Threads count without an atomic addition.
SAMAP_KERNEL(256, counts_without_atomics, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  __shared__ int count;
  int t = static_cast<int>(threadIdx.x);
  if (t == 0) {
    count = 0;
  }
  __syncthreads();
  if (wrong) {
    count += x[blockIdx.x * 256 + t];
  } else {
    atomicAdd(&count, x[blockIdx.x * 256 + t]);
  }
  __syncthreads();
  y[blockIdx.x * 256 + t] = count;
}

// What a thread writes for other blocks, with no fence before it says so.
SAMAP_KERNEL(256, missing_fence, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  int i = static_cast<int>(blockIdx.x * 256 + threadIdx.x);
  y[i] = 0;
  atomicAdd(&y[i], x[i]);
  if (!wrong) {
    __threadfence();
  }
}

// A second barrier of a warp is left out where lanes go on to write what others read.
SAMAP_KERNEL(256, missing_second_syncwarp, int wrong, const int* __restrict__ x, int* __restrict__ y) {
  __shared__ int held[8];
  int t = static_cast<int>(threadIdx.x);
  int sum = 0;
  for (int round = 0; round < 3; round++) {
    if (lane() == 5) {
      held[warp()] = x[blockIdx.x * 256 + t] + round;
    }
    __syncwarp();
    sum += held[warp()];
    if (!wrong) {
      __syncwarp();
    }
  }
  y[blockIdx.x * 256 + t] = sum;
}
