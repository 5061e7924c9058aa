// The lengths of rows, and their forms for the tensor cores.
#include "samap.cuh"
#include "search.cuh"

using namespace samap::search;
using samap::ALL_LANES;
using samap::WARP;

// The mean and |x|^2 of each row; for Euclidean distance |x - centre|^2, and the largest of these as
// the bits of a double. Half a warp measures a row.
SAMAP_KERNEL(256, measure_rows, const float* __restrict__ values, const double* __restrict__ centre,
             int count, int columns, int metric, double* __restrict__ measures,
             unsigned long long* largest) {
  int row = static_cast<int>((blockIdx.x * blockDim.x + threadIdx.x) / LANES);
  Row x = {values + static_cast<size_t>(min(row, count - 1)) * columns, 0, 0};
  if (metric == CORRELATION) {
    x.mean = in_order(columns, [=](int c) { return static_cast<double>(x.values[c]); }) / columns;
    x.squared_norm = centred_dot(x, x, columns);
  } else if (metric == COSINE) {
    x.squared_norm = dot(x, x, columns);
  } else {
    x.squared_norm = in_lanes(columns, [=](double sum, int c) {
      double d = x.values[c] - centre[c];
      return fma(d, d, sum);
    });
  }
  if (row < count && lane16() == 0) {
    measures[2 * static_cast<size_t>(row)] = x.mean;
    measures[2 * static_cast<size_t>(row) + 1] = x.squared_norm;
    if (metric == EUCLIDEAN) {
      atomicMax(largest, static_cast<unsigned long long>(__double_as_longlong(x.squared_norm)));
    }
  }
}

namespace {

__device__ float at_least(double squares) {
  return static_cast<float>(sqrt(squares) * (1 + 1e-6)) + 1e-30f;
}

__device__ void raise(unsigned* largest, float x) {
  unsigned bits = __float_as_uint(x);
  if (bits > *static_cast<volatile unsigned*>(largest)) {
    atomicMax(largest, bits);
  }
}

__device__ double sum_of_warp(double x) {
  for (int half = WARP / 2; half > 0; half /= 2) {
    x += __shfl_xor_sync(ALL_LANES, x, half);
  }
  return x;
}

__device__ uint32_t pair(uint16_t first, uint16_t second) {
  return first | static_cast<uint32_t>(second) << 16;
}

}  // namespace

// Makes the forms of all positions, a warp each. `largest` takes the largest high, low, rest and
// offset.
SAMAP_KERNEL(256, split_rows, const float* __restrict__ values, const double* __restrict__ measures,
             const int* __restrict__ order, const double* __restrict__ centre, int count,
             int positions, int columns, int steps, int metric, double factor,
             uint4* __restrict__ forms, Place* __restrict__ places, unsigned* largest) {
  int position = static_cast<int>(blockIdx.x * (blockDim.x / WARP)) + samap::warp();
  bool real = position < count;
  int row = real ? order[position] : 0;
  Row x = row_of(values, measures, row, columns);
  double scale =
      metric == EUCLIDEAN ? factor : x.squared_norm == 0 ? 0 : 1 / sqrt(x.squared_norm);
  double highs = 0;
  double lows = 0;
  double rests = 0;
  double squares = 0;
  for (int word = samap::lane(); word < steps * WORDS; word += WARP) {
    uint16_t high[4];
    uint16_t low[4];
    for (int i = 0; i < 4; i++) {
      int c = 4 * word + i;
      double t = 0;
      if (real && c < columns) {
        t = (x.values[c] - (metric == EUCLIDEAN ? centre[c] : x.mean)) * scale;
      }
      high[i] = samap::to_bf16(static_cast<float>(t));
      double h = samap::from_bf16(high[i]);
      low[i] = samap::to_bf16(static_cast<float>(t - h));
      double l = samap::from_bf16(low[i]);
      double rest = (t - h) - l;
      highs = fma(h, h, highs);
      lows = fma(l, l, lows);
      rests = fma(rest, rest, rests);
      squares = fma(t, t, squares);
    }
    size_t record = static_cast<size_t>(word / WORDS) * positions + position;
    forms[record * WORDS + word % WORDS] =
        make_uint4(pair(high[0], high[1]), pair(high[2], high[3]), pair(low[0], low[1]),
                   pair(low[2], low[3]));
  }
  highs = sum_of_warp(highs);
  lows = sum_of_warp(lows);
  rests = sum_of_warp(rests);
  squares = sum_of_warp(squares);
  if (samap::lane() == 0) {
    Place place = {metric == EUCLIDEAN ? static_cast<float>(0.5 * squares) : 0,
                   -INFINITE,
                   0,
                   row,
                   at_least(highs),
                   at_least(lows),
                   at_least(rests),
                   0};
    if (real) {
      raise(&largest[0], place.high);
      raise(&largest[1], place.low);
      raise(&largest[2], place.rest);
      raise(&largest[3], place.offset);
    } else {
      place.offset = INFINITE;
      place.limit = INFINITE;
    }
    places[position] = place;
  }
}
