// What a device can do at most: the table of kernels is told as shares of it.
#include "samap.cuh"

// Eight products a warp that do not depend on one another, all on the tensor cores: 8 x 4096
// floating-point operations a warp and round. The operands differ from 0, which would cost less
// power than a search does, and change their signs, so that the sums stay small.
SAMAP_KERNEL(256, matrix_rate, float* out, int rounds) {
  uint32_t noise = static_cast<uint32_t>(samap::lane()) * 0x00010003u;
  uint32_t a[4] = {0x3f80bf80u ^ noise, 0xbf803f80u ^ noise, 0x3f80bf80u, 0xbf803f80u};
  uint32_t b[2] = {0x3f803f80u ^ noise, 0xbf80bf80u ^ noise};
  float d[8][4] = {};
  for (int r = 0; r < rounds; r++) {
#pragma unroll
    for (int i = 0; i < 8; i++) {
      samap::mma_bf16(d[i], a, b);
    }
  }
  float sum = 0;
  for (int i = 0; i < 8; i++) {
    sum += d[i][0] + d[i][1] + d[i][2] + d[i][3];
  }
  out[blockIdx.x * blockDim.x + threadIdx.x] = sum;
}
