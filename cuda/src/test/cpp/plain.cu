// Kernels for the tests of the stand-in itself.
#include "samap.cuh"

// y = a x + y.
SAMAP_KERNEL(256, scale_and_add, int n, float a, const float* __restrict__ x, float* __restrict__ y) {
  int i = static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
  if (i < n) {
    y[i] = fmaf(a, x[i], y[i]);
  }
}

// The sum of each block's numbers, by halves in shared memory.
SAMAP_KERNEL(256, add_blocks, int n, const int* __restrict__ x, long long* __restrict__ sums) {
  __shared__ long long part[256];
  int i = static_cast<int>(blockIdx.x * 256 + threadIdx.x);
  part[threadIdx.x] = i < n ? x[i] : 0;
  for (int half = 128; half > 0; half /= 2) {
    __syncthreads();
    if (threadIdx.x < half) {
      part[threadIdx.x] += part[threadIdx.x + half];
    }
  }
  if (threadIdx.x == 0) {
    sums[blockIdx.x] = part[0];
  }
}

// Puts each block's numbers in the opposite order, through dynamic shared memory.
SAMAP_KERNEL(256, turn_around, double* x) {
  SAMAP_DYNAMIC_SHARED(double, held);
  double* mine = x + blockIdx.x * blockDim.x;
  held[threadIdx.x] = mine[threadIdx.x];
  __syncthreads();
  mine[threadIdx.x] = held[blockDim.x - 1 - threadIdx.x];
}
