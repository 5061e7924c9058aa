// Rows of expression on a device, as org.samap.cuda.expression puts them there. A kernel takes
// `const samap::CellRow* cells` and reads the stored values of a cell, with genes rising:
//
//   samap::Row row = samap::read_row(cells, cell);
//   for (int p = samap::lane(); p < row.length; p += samap::WARP) {
//     ... row.gene(p), row.value(p) ...
//   }
//
// Genes take 16 bits, or 32 where there are more than 65,536. A value is a byte that points into the
// row's list of distinct values, or a float32. All threads of a warp should read the same row.
#pragma once

#include "samap.cuh"

namespace samap {

// An entry of the table of cells.
struct CellRow {
  uint64_t genes;
  uint64_t values;
  int32_t length;
  int32_t form;
};

struct Row {
  static constexpr int WIDE_GENES = 1;
  static constexpr int PLAIN_VALUES = 2;

  const void* genes;
  const void* values;
  int length;
  int form;

  __device__ int gene(int p) const {
    return form & WIDE_GENES ? static_cast<const int32_t*>(genes)[p]
                             : static_cast<const uint16_t*>(genes)[p];
  }

  __device__ float value(int p) const {
    if (form & PLAIN_VALUES) {
      return static_cast<const float*>(values)[p];
    }
    const uint8_t* codes = static_cast<const uint8_t*>(values);
    const float* list = reinterpret_cast<const float*>(codes + ((length + 3) & ~3));
    return list[codes[p]];
  }
};

__device__ inline Row read_row(const CellRow* cells, int64_t cell) {
  CellRow at = cells[cell];
  return Row{reinterpret_cast<const void*>(at.genes), reinterpret_cast<const void*>(at.values),
             at.length, at.form};
}

}  // namespace samap
