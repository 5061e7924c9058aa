// A turn of UMAP: every point moves along its edges of one colour, in the order of
// org.samap.core.embed.Umap, which is the twin: the same numbers in the same order, and so the same
// bits. A point is one thread's. It reads where all points were when the turn began, and writes
// where it is at the end, so that threads need not wait for each other.
//
// Points of a warp are neighbours in memory and so are their ends. A thread first tells which of up
// to 32 ends are due, as the bits of a word, and then takes these alone: so lanes of a warp wait
// for the most ends that are due, not for the most ends.
#include "samap.cuh"

namespace {

// Ends of a chunk all pull before any of them pushes (Sample.CAPACITY).
constexpr int CHUNK = 2048;

// An end is 4 x neighbour, + 2 if the edge points away from the point (SampledEdges).
constexpr unsigned OUT = 2;
constexpr int COLOR_SHIFT = 27;
constexpr int SHARE_BITS = 16;

// Steps of the tables of forces (ForceTable).
constexpr int FIRST = (127 - 40) << 23;
constexpr int LAST = ((127 + 40) << 23) - FIRST;
constexpr int BITS_WITHIN = 15;

constexpr float MAX_STEP = 4;

constexpr uint64_t GOLDEN_GAMMA = 0x9E3779B97F4A7C15ull;

// The edges of a colour: `ends` and `shares` begin with the end at position `base`.
struct Edges {
  const unsigned* __restrict__ ends;
  const uint16_t* __restrict__ shares;
  int base;
  unsigned salt;
  unsigned epoch;
};

__device__ inline unsigned hash(unsigned from, unsigned to, unsigned salt) {
  unsigned h = (from * 0x9E3779B1u + to * 0x85EBCA77u) ^ salt;
  h = (h ^ h >> 15) * 0x2C1B3C6Du;
  return (h ^ h >> 12) * 0x297A2D39u;
}

// Which of the ends [from, to) of point v, at most 32, are sampled in this epoch; all, or only those
// of edges that point away.
__device__ inline unsigned due(const Edges& edges, int from, int to, unsigned v, bool all) {
  unsigned due = 0;
  for (int p = from; p < to; p++) {
    unsigned end = edges.ends[p - edges.base];
    unsigned share = edges.shares[p - edges.base] + 1u;
    unsigned u = end >> 2;
    bool out = (end & OUT) != 0;
    unsigned phase = hash(out ? v : u, out ? u : v, edges.salt) >> (COLOR_SHIFT - SHARE_BITS);
    unsigned sampled = (((share * edges.epoch + phase) & 0xffffu) + share) >> SHARE_BITS;
    due |= (all || out ? sampled : 0u) << (p - from);
  }
  return due;
}

__device__ inline float force(const float* __restrict__ table, float d2) {
  int bits = static_cast<int>(__float_as_uint(d2)) - FIRST;
  return table[min(max(bits, 0), LAST) >> BITS_WITHIN];
}

__device__ inline float clip(float step, float limit) {
  return fminf(fmaxf(step, -limit), limit);
}

__device__ inline uint64_t mix(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

}  // namespace

// Moves the points [first, last) of `points`.
//   offsets: for each of them and the next, where its ends of the colour begin
//   before, after: x and y of every point
//   attraction, repulsion: the tables; a squared distance from the limit on needs no clipping
//   random: where SplitMix64 starts in this turn
SAMAP_KERNEL(256, layout_turn, int first, int last, int points, const int* __restrict__ offsets,
             const unsigned* __restrict__ ends, const uint16_t* __restrict__ shares, int base,
             const float2* __restrict__ before, float2* __restrict__ after,
             const float* __restrict__ attraction, const float* __restrict__ repulsion,
             float clipped_pull, float clipped_push, unsigned salt, unsigned epoch,
             uint64_t random, int negatives, float rate) {
  int v = first + static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
  if (v >= last) {
    return;
  }
  Edges edges = {ends, shares, base, salt, epoch};
  int until = offsets[v - first + 1];
  float2 at = before[v];
  for (int from = offsets[v - first]; from < until;) {
    int to = from + min(until - from, CHUNK - from % CHUNK);
    for (int some = from; some < to; some += 32) {
      for (unsigned left = due(edges, some, min(to, some + 32), v, true); left != 0; left &= left - 1) {
        float2 other = before[ends[some + __ffs(left) - 1 - base] >> 2];
        float dx = at.x - other.x;
        float dy = at.y - other.y;
        float d2 = dx * dx + dy * dy;
        float pull = force(attraction, d2);
        float limit = d2 < clipped_pull ? MAX_STEP : INFINITY;
        at.x += rate * clip(pull * dx, limit);
        at.y += rate * clip(pull * dy, limit);
      }
    }
    for (int some = from; some < to; some += 32) {
      for (unsigned left = due(edges, some, min(to, some + 32), v, false); left != 0; left &= left - 1) {
        uint64_t position = static_cast<uint64_t>(some + __ffs(left) - 1);
        uint64_t state = random + GOLDEN_GAMMA * (position * static_cast<unsigned>(negatives));
        float move_x = 0;
        float move_y = 0;
        // Without a branch inside, so that the points of several steps are read at the same time.
#pragma unroll 5
        for (int s = 0; s < negatives; s++) {
          state += GOLDEN_GAMMA;
          int w = static_cast<int>(((mix(state) >> 32) * static_cast<unsigned>(points)) >> 32);
          float2 other = before[w];
          float dx = at.x - other.x;
          float dy = at.y - other.y;
          float d2 = dx * dx + dy * dy;
          float push = force(repulsion, d2);
          float limit = d2 < clipped_push ? MAX_STEP : INFINITY;
          float x = clip(push * dx, limit);
          float y = clip(push * dy, limit);
          move_x += w == v ? -0.0f : x; // adding -0 changes nothing
          move_y += w == v ? -0.0f : y;
        }
        at.x = at.x + rate * move_x;
        at.y = at.y + rate * move_y;
      }
    }
    from = to;
  }
  after[v] = at;
}
