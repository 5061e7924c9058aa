// The products of all pairs of rows, tile by tile.
#include "samap.cuh"
#include "search.cuh"
#include "search_tiles.cuh"

using namespace samap::search;

namespace {

// Tiles are taken in bands of this many rows of tiles, so that the tiles at work share operands.
constexpr int BAND = 16;

// How products are offered.
enum Mode { TO_ROWS = 0, TO_BOTH = 1, WITHIN = 2 };  // WITHIN: both, each pair of a side once

// A rectangle of positions.
struct Rectangle {
  int first_row;
  int row_tiles;
  int first_column;
  int column_tiles;
  int mode;

  // A tile, as the numbers of its first row and column.
  struct Tile {
    int number;
    int row;
    int column;
  };

  __device__ bool has(const Tile& tile) const { return tile.number < row_tiles * column_tiles; }

  __device__ Tile from(int number) const {
    Tile tile = {number, 0, 0};
    for (; has(tile); tile.number += static_cast<int>(gridDim.x)) {
      locate(tile);
      if (mode != WITHIN || tile.column + COLUMNS - 1 > tile.row) {
        break;
      }
    }
    return tile;
  }

  __device__ void locate(Tile& tile) const {
    int band = tile.number / (BAND * column_tiles);
    int within = tile.number - band * BAND * column_tiles;
    int height = min(BAND, row_tiles - band * BAND);
    tile.row = first_row + (band * BAND + within % height) * ROWS;
    tile.column = first_column + within / height * COLUMNS;
  }

  __device__ int row(const Tile& tile, int r) const { return tile.row + r; }

  __device__ int column(const Tile& tile) const { return tile.column; }

  __device__ bool columns_want() const { return mode != TO_ROWS; }

  // Of a side with itself, what is above the diagonal.
  __device__ bool takes(const Tile& tile, int r, int c) const {
    return mode != WITHIN || tile.row + r < tile.column + c;
  }

  __device__ bool are_apart(int, int) const { return true; }
};

}  // namespace

// Computes the products s of a rectangle of positions and offers those above its limit to the list
// of each row, and of each column. Limits stay as they are, so what the lists take does not depend
// on the order of tiles; only where it lies in them does.
SAMAP_KERNEL(THREADS, offer_products, const uint4* __restrict__ row_forms, Place* row_places,
             unsigned long long* row_lists, int row_positions, int row_capacity,
             const uint4* __restrict__ column_forms, Place* column_places,
             unsigned long long* column_lists, int column_positions, int column_capacity,
             int first_row, int row_tiles, int first_column, int column_tiles, int steps,
             int mode) {
  SAMAP_DYNAMIC_SHARED(uint4, shared);
  Side a = {row_forms, row_places, row_lists, row_positions, row_capacity};
  Side b = {column_forms, column_places, column_lists, column_positions, column_capacity};
  Rectangle rectangle = {first_row, row_tiles, first_column, column_tiles, mode};
  offer_tiles(a, b, rectangle, steps, shared);
}
