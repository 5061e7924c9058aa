// What all kernels share. nvcc compiles these sources to PTX; the tests compile the same sources with
// a C++ compiler, where fibers.h says what the words of CUDA mean.
//
// Rules of the house:
//  * A kernel is SAMAP_KERNEL(threads, name, parameters...): `threads` is the most threads of a block.
//  * Sums have a fixed order, so that a run gives the same bytes every time: no atomic additions of
//    floating-point numbers. Whole numbers may be added in any order.
//  * nvcc does not contract a * b + c (-fmad=false). Where a fused operation is meant, it is written:
//    fmaf or fma. So the CPU twin gives the same bits, but for tensor cores.
//  * Only +, -, *, /, sqrt and fma on floating-point numbers: functions such as exp and tanh differ
//    between devices and compilers.
#pragma once

#include <stdint.h>

#ifdef __CUDACC__

#define SAMAP_KERNEL(threads, name, ...) \
  extern "C" __global__ void __launch_bounds__(threads) name(__VA_ARGS__)

// The shared memory whose size the launch decides, as an array of a type.
#define SAMAP_DYNAMIC_SHARED(type, name)                        \
  extern __shared__ __align__(16) unsigned char samap_shared[]; \
  type* const name = reinterpret_cast<type*>(samap_shared)

#else
#include "fibers.h"
#endif

namespace samap {

constexpr unsigned ALL_LANES = 0xffffffffu;
constexpr int WARP = 32;

__device__ inline int lane() { return threadIdx.x & (WARP - 1); }

__device__ inline int warp() { return threadIdx.x / WARP; }

// The nearest bf16, ties to even, of a finite number.
__device__ inline uint16_t to_bf16(float x) {
  uint32_t bits = __float_as_uint(x);
  return static_cast<uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

__device__ inline float from_bf16(uint16_t x) {
  return __uint_as_float(static_cast<uint32_t>(x) << 16);
}

// D += A B on the tensor cores, by all lanes of a warp: A is 16 x 16, B 16 x 8, D 16 x 8, in the
// fragments of mma.sync.m16n8k16. With g = lane / 4 and t = lane % 4, a lane holds
//   a[0] = A[g][2t, 2t+1], a[1] = A[g+8][2t, 2t+1], a[2] = A[g][2t+8, 2t+9], a[3] = A[g+8][2t+8, 2t+9],
//   b[0] = B[2t, 2t+1][g], b[1] = B[2t+8, 2t+9][g],
//   d[0], d[1] = D[g][2t, 2t+1], d[2], d[3] = D[g+8][2t, 2t+1];
// of two bf16 in a word, the first is the lower half.
__device__ inline void mma_bf16(float (&d)[4], const uint32_t (&a)[4], const uint32_t (&b)[2]) {
#ifdef __CUDACC__
  asm volatile(
      "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 "
      "{%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
      : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
      : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
#else
  fibers::mma_bf16(d, a, b);
#endif
}

// Starts to copy 16 bytes from global to shared memory, both aligned to 16; zeros if not `valid`.
__device__ inline void copy_async_16(void* shared, const void* global, bool valid) {
#ifdef __CUDACC__
  unsigned to = static_cast<unsigned>(__cvta_generic_to_shared(shared));
  int bytes = valid ? 16 : 0;
  asm volatile("cp.async.cg.shared.global [%0], [%1], 16, %2;" ::"r"(to), "l"(global), "r"(bytes)
               : "memory");
#else
  fibers::copy_async_16(shared, global, valid);
#endif
}

// Ends a group of copies of this thread.
__device__ inline void commit_copies() {
#ifdef __CUDACC__
  asm volatile("cp.async.commit_group;" ::: "memory");
#else
  fibers::commit_copies();
#endif
}

// Waits until at most `left` of this thread's latest groups are on their way. Then a barrier makes
// the copies visible to the other threads.
template <int left>
__device__ inline void wait_for_copies() {
#ifdef __CUDACC__
  asm volatile("cp.async.wait_group %0;" ::"n"(left) : "memory");
#else
  fibers::wait_for_copies(left);
#endif
}

}  // namespace samap
