// What the kernels of the search for nearest rows share. The Java package org.samap.cuda.search
// tells the story; ProductError there derives the bound that proves the candidates.
//
// Rows of a side are compared in a shuffled order. A position is a place in that order.
#pragma once

#include "samap.cuh"

namespace samap::search {

enum Metric { COSINE, CORRELATION, EUCLIDEAN };

constexpr float INFINITE = __builtin_huge_valf();

// ---- float64, with the bits of the CPU's kernels: half a warp is the 16 lanes of a sum

constexpr int LANES = 16;

__device__ inline int lane16() { return threadIdx.x & (LANES - 1); }

// Folds the columns of each lane with `step`, then adds the lanes: l to l + 8, to l + 4, ...
template <typename Step>
__device__ inline double in_lanes(int columns, Step step) {
  double sum = 0;
  for (int c = lane16(); c < columns; c += LANES) {
    sum = step(sum, c);
  }
  for (int half = LANES / 2; half > 0; half /= 2) {
    sum += __shfl_xor_sync(ALL_LANES, sum, half);
  }
  return sum;
}

// Adds the terms of all columns one after another.
template <typename Term>
__device__ inline double in_order(int columns, Term term) {
  int first = samap::lane() & LANES;
  double sum = 0;
  for (int from = 0; from < columns; from += LANES) {
    int c = from + lane16();
    double mine = c < columns ? term(c) : 0;
    int count = min(LANES, columns - from);
    for (int l = 0; l < count; l++) {
      sum += __shfl_sync(ALL_LANES, mine, first | l);
    }
  }
  return sum;
}

// A row with the mean that is subtracted from its values and its |x|^2.
struct Row {
  const float* values;
  double mean;
  double squared_norm;
};

__device__ inline double centred_dot(Row x, Row y, int columns) {
  return in_order(columns, [=](int c) {
    return (x.values[c] - x.mean) * (y.values[c] - y.mean);
  });
}

__device__ inline double dot(Row x, Row y, int columns) {
  return in_lanes(columns, [=](double sum, int c) {
    return fma(static_cast<double>(x.values[c]), static_cast<double>(y.values[c]), sum);
  });
}

__device__ inline double squared_distance(Row x, Row y, int columns) {
  return in_lanes(columns, [=](double sum, int c) {
    double d = static_cast<double>(x.values[c]) - y.values[c];
    return fma(d, d, sum);
  });
}

// The sum over columns that a distance comes from.
__device__ inline double compared(int metric, Row x, Row y, int columns) {
  return metric == COSINE        ? dot(x, y, columns)
         : metric == CORRELATION ? centred_dot(x, y, columns)
                                 : squared_distance(x, y, columns);
}

__device__ inline double distance(int metric, double compared, double squared_norm, double other) {
  if (metric == EUCLIDEAN) {
    return sqrt(compared);
  }
  double scale = sqrt(squared_norm * other);
  return scale == 0 ? 1 : max(0.0, 1 - compared / scale);
}

__device__ inline Row row_of(const float* values, const double* measures, int row, int columns) {
  return {values + static_cast<size_t>(row) * columns, measures[2 * static_cast<size_t>(row)],
          measures[2 * static_cast<size_t>(row) + 1]};
}

// ---- positions and candidates

// What is known of the row at a position. Its form is h + l, both bf16, and t is what it stands for.
struct Place {
  float offset;  // |t|^2 / 2 for Euclidean distance, else 0; infinite where there is no row
  float limit;   // products up to this are refused
  int count;     // of candidates offered; those that find no room are counted only
  int row;
  float high;  // at least |h|
  float low;   // at least |l|
  float rest;  // at least |t - h - l|
  float unused;
};

// A form lies in records of 16 columns (`steps` of them), and all records of a step lie together in
// the order of positions. A word of four columns has their h, then their l: what one lane of an mma
// needs. So tiles are copied as they lie, and read without bank conflicts.
constexpr int WORDS = 4;  // of a record

// A candidate: the bits of its product s, in an order that unsigned numbers have too, and the
// complement of its position. So the larger is the better, and no two are equal.
__device__ inline unsigned long long candidate(float s, int position) {
  unsigned bits = __float_as_uint(s);
  unsigned ordered = bits & 0x80000000u ? ~bits : bits | 0x80000000u;
  return static_cast<unsigned long long>(ordered) << 32 | static_cast<unsigned>(~position);
}

__device__ inline int position_of(unsigned long long candidate) {
  return ~static_cast<int>(static_cast<unsigned>(candidate));
}

__device__ inline float product_of(unsigned long long candidate) {
  unsigned ordered = static_cast<unsigned>(candidate >> 32);
  return __uint_as_float(ordered & 0x80000000u ? ordered & 0x7fffffffu : ~ordered);
}

}  // namespace samap::search
