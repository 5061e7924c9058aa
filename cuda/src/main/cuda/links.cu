// Pearson's correlation of the smoothed expression of linked genes (SPEC 6), and the weights of the
// smoothing. See LinkAgreement and PearsonDevice for the passes; link_ranks.cu has the kernels of Xi.
//
// Linked genes are numbered 0, 1, ... species by species. The row of a cell is its stored values of
// linked genes, each a word: the gene in the upper half, the float in the lower. Genes rise.
#include "expression.cuh"
#include "samap.cuh"

using samap::ALL_LANES;
using samap::WARP;
using samap::lane;
using samap::warp;

namespace {

typedef unsigned long long word;

// The cells whose products are added up in float32 before they are added in float64.
constexpr int CHUNK = 256;
constexpr int CELLS_OF_LANE = CHUNK / WARP;

// The neighbours whose rows are looked up at a time.
constexpr int BATCH = 64;

// Edges of a warp. They stand by their first gene, whose values are then kept in registers.
constexpr int RUN = 8;

// Four floats that are read at once.
struct alignas(16) Four {
  float v[4];
};

// The sum over a warp, in every lane. The order is that of a tree.
__device__ inline float warp_sum(float x) {
  for (int d = WARP / 2; d > 0; d /= 2) x += __shfl_xor_sync(ALL_LANES, x, d);
  return x;
}

__device__ inline double warp_sum(double x) {
  for (int d = WARP / 2; d > 0; d /= 2) x += __shfl_xor_sync(ALL_LANES, x, d);
  return x;
}

__device__ inline int cells_of_chunk(int chunk, int cells) { return min(CHUNK, cells - chunk * CHUNK); }

__device__ inline void load(const float* column, float (&x)[CELLS_OF_LANE]) {
  const Four* fours = reinterpret_cast<const Four*>(column);
  Four low = fours[lane()];
  Four high = fours[WARP + lane()];
#pragma unroll
  for (int i = 0; i < 4; i++) {
    x[i] = low.v[i];
    x[4 + i] = high.v[i];
  }
}

}  // namespace

// Counts the stored values of each cell that are of the linked genes from `from` to `to` - 1. A warp
// has a cell.
//   numbers   of the genes of the data: the linked gene, or -1
SAMAP_KERNEL(256, links_count, const samap::CellRow* cells, int count, const int* numbers, int from,
             int to, int* lengths) {
  int c = blockIdx.x * (blockDim.x / WARP) + warp();
  if (c >= count) return;
  samap::Row row = samap::read_row(cells, c);
  int length = 0;
  for (int first = 0; first < row.length; first += WARP) {
    int g = first + lane() < row.length ? numbers[row.gene(first + lane())] : -1;
    length += __popc(__ballot_sync(ALL_LANES, g >= from && g < to));
  }
  if (lane() == 0) lengths[c] = length;
}

// Writes these values as words, in order.
//   starts   where the words of each cell begin
SAMAP_KERNEL(256, links_rows, const samap::CellRow* cells, int count, const int* numbers, int from,
             int to, const long long* starts, word* words) {
  int c = blockIdx.x * (blockDim.x / WARP) + warp();
  if (c >= count) return;
  samap::Row row = samap::read_row(cells, c);
  word* out = words + starts[c];
  unsigned lower = (1u << lane()) - 1;
  for (int first = 0; first < row.length; first += WARP) {
    int p = first + lane();
    int g = p < row.length ? numbers[row.gene(p)] : -1;
    bool taken = g >= from && g < to;
    unsigned all = __ballot_sync(ALL_LANES, taken);
    if (taken) out[__popc(all & lower)] = static_cast<word>(g) << 32 | __float_as_uint(row.value(p));
    out += __popc(all);
  }
}

// Divides the edges of each row to the cells of each species by their sum there; a sum below 0.001
// counts as 1. A thread has a row. The sum is float64 in the order of the edges, so weights have the
// same bits as the CPU's.
//   offsets   where each row of the graph begins, and the end
//   columns   the cell that each edge goes to, rising in a row
//   weights   of the edges, in place
//   cells     where each species' cells begin, and the end
//   starts    rows x (species + 1): where the edges to each species begin
SAMAP_KERNEL(256, links_weigh, const int* offsets, const int* columns, float* weights, const int* cells,
             int species, int rows, int* starts) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row >= rows) return;
  int* start = starts + static_cast<size_t>(row) * (species + 1);
  int p = offsets[row];
  int row_end = offsets[row + 1];
  for (int s = 0; s < species; s++) {
    start[s] = p;
    int end = p;
    double sum = 0;
    while (end < row_end && columns[end] < cells[s + 1]) sum += weights[end++];
    double divisor = sum < 0.001 ? 1 : sum;
    for (; p < end; p++) weights[p] = static_cast<float>(weights[p] / divisor);
  }
  start[species] = p;
}

// Smooths a cell: adds the rows of its neighbours, times their weights. A block has a row of the
// graph and a tile of the genes of one species, as float32 in shared memory. Neighbours are added one
// after another, so the number of threads changes nothing.
//   entries, row_starts, row_lengths   the row of each cell and where it begins. Rows can lie in
//             several pieces of memory; `entries` is the first one.
//   starts, columns, weights  the graph, see links_weigh
//   tiles                     of each tile the species, the first gene and the gene after the last
//   first                     the row of the graph that is the first of the panel
//   panel                     cells x genes
SAMAP_KERNEL(512, links_smooth, const word* entries, const long long* row_starts,
             const int* row_lengths, const int* starts, const int* columns, const float* weights,
             int species, const int* tiles, int first, int genes, float* panel) {
  SAMAP_DYNAMIC_SHARED(float, y);
  __shared__ long long begins[BATCH];
  __shared__ int lengths[BATCH];
  __shared__ float weight[BATCH];
  const int* tile = tiles + 3 * blockIdx.y;
  int first_gene = tile[1];
  unsigned count = tile[2] - first_gene;
  int thread = threadIdx.x;
  int threads = blockDim.x;
  for (unsigned g = thread; g < count; g += threads) y[g] = 0;
  const int* start = starts + static_cast<size_t>(first + blockIdx.x) * (species + 1) + tile[0];
  int end = start[1];
  for (int from = start[0]; from < end; from += BATCH) {
    int neighbors = min(BATCH, end - from);
    if (thread < neighbors) {
      int cell = columns[from + thread];
      begins[thread] = row_starts[cell];
      lengths[thread] = row_lengths[cell];
      weight[thread] = weights[from + thread];
    }
    __syncthreads();
    // A thread's first entry of the next row is on its way while the others are added.
    word ahead = thread < lengths[0] ? entries[begins[0] + thread] : 0;
    for (int k = 0; k < neighbors; k++) {
      const word* row = entries + begins[k];
      int length = lengths[k];
      float w = weight[k];
      word entry = ahead;
      if (k + 1 < neighbors && thread < lengths[k + 1]) {
        ahead = entries[begins[k + 1] + thread];
      }
      for (int i = thread; i < length; i += threads) {
        if (i > thread) entry = row[i];
        unsigned g = static_cast<unsigned>(entry >> 32) - first_gene;
        if (g < count) y[g] = fmaf(w, __uint_as_float(static_cast<unsigned>(entry)), y[g]);
      }
      __syncthreads();
    }
  }
  float* out = panel + static_cast<size_t>(blockIdx.x) * genes + first_gene;
  for (unsigned g = thread; g < count; g += threads) out[g] = y[g];
}

// Turns a panel so that the cells of a gene stand together, and takes the mean of each chunk away.
// A block has 32 genes and a chunk, a warp a gene at a time.
//   panel      cells x genes
//   centred    chunks x genes x CHUNK; 0 beyond the last cell
//   means      chunks x genes: the mean of the chunk
//   squares    chunks x genes: the sum of squares about that mean
SAMAP_KERNEL(256, links_centre, const float* panel, int genes, int cells, float* centred, double* means,
             double* squares) {
  __shared__ float tile[WARP][CHUNK + 1];
  int chunk = blockIdx.y;
  int count = cells_of_chunk(chunk, cells);
  int first_gene = blockIdx.x * WARP;
  const float* rows = panel + static_cast<size_t>(chunk) * CHUNK * genes + first_gene;
  for (int c = warp(); c < CHUNK; c += blockDim.x / WARP) {
    bool inside = c < count && first_gene + lane() < genes;
    tile[lane()][c] = inside ? rows[static_cast<size_t>(c) * genes + lane()] : 0;
  }
  __syncthreads();
  for (int j = warp(); j < WARP && first_gene + j < genes; j += blockDim.x / WARP) {
    double sum = 0;
#pragma unroll
    for (int i = 0; i < CELLS_OF_LANE; i++) sum += tile[j][WARP * i + lane()];
    double mean = warp_sum(sum) / count;
    size_t at = static_cast<size_t>(chunk) * genes + first_gene + j;
    double square = 0;
#pragma unroll
    for (int i = 0; i < CELLS_OF_LANE; i++) {
      int c = WARP * i + lane();
      float d = c < count ? static_cast<float>(tile[j][c] - mean) : 0;
      centred[at * CHUNK + c] = d;
      square = fma(static_cast<double>(d), static_cast<double>(d), square);
    }
    square = warp_sum(square);
    if (lane() == 0) {
      means[at] = mean;
      squares[at] = square;
    }
  }
}

// Joins the chunks of a panel to the cells before them, as Chan, Golub and LeVeque (1979) join
// means and sums of squares. A thread has a gene.
//   before     the number of cells joined so far
//   mean, m2   of the cells joined so far: the mean, and the sum of squares about it
//   means      of the chunks; the difference from the mean of the cells before is left there
SAMAP_KERNEL(256, links_join, double* means, const double* squares, int genes, int cells, int before,
             double* mean, double* m2) {
  int g = blockIdx.x * blockDim.x + threadIdx.x;
  if (g >= genes) return;
  double n = before;
  double at = mean[g];
  double sum = m2[g];
  for (int chunk = 0; chunk * CHUNK < cells; chunk++) {
    double count = cells_of_chunk(chunk, cells);
    size_t i = static_cast<size_t>(chunk) * genes + g;
    double difference = means[i] - at;
    double share = count / (n + count);
    means[i] = difference;
    sum += squares[i] + difference * difference * (n * share);
    at += difference * share;
    n += count;
  }
  mean[g] = at;
  m2[g] = sum;
}

// Adds a panel to the products of linked genes about their means. A warp has RUN edges. The products
// of a chunk are added in float32, 8 cells in a lane and then the lanes in a tree; chunks are joined
// in float64, one after another.
//   centred, differences   as links_centre and links_join leave them
//   firsts, seconds        the two genes of each edge; the edges from `from` to `to` - 1 are meant
//   products               of the edges: the sum over the cells so far
SAMAP_KERNEL(256, links_multiply, const float* centred, const double* differences, int genes, int cells,
             int before, const int* firsts, const int* seconds, int from, int to, double* products) {
  int first_edge = from + (blockIdx.x * (blockDim.x / WARP) + warp()) * RUN;
  int end = min(to, first_edge + RUN);
  double n = before;
  for (int chunk = 0; chunk * CHUNK < cells; chunk++) {
    const float* columns = centred + static_cast<size_t>(chunk) * genes * CHUNK;
    const double* difference = differences + static_cast<size_t>(chunk) * genes;
    double count = cells_of_chunk(chunk, cells);
    double factor = n * (count / (n + count));
    n += count;
    int held = -1;
    float x[CELLS_OF_LANE];
    float y[CELLS_OF_LANE];
    for (int e = first_edge; e < end; e++) {
      int g = firsts[e];
      int h = seconds[e];
      if (g != held) {
        load(columns + static_cast<size_t>(g) * CHUNK, x);
        held = g;
      }
      load(columns + static_cast<size_t>(h) * CHUNK, y);
      float sum = 0;
#pragma unroll
      for (int i = 0; i < CELLS_OF_LANE; i++) sum = fmaf(x[i], y[i], sum);
      sum = warp_sum(sum);
      if (lane() == 0) products[e] += sum + difference[g] * difference[h] * factor;
    }
  }
}
