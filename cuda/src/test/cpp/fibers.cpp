// The fibers of one block at a time: who runs next, barriers, meetings of warps, copies.
#include "runs.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>
#if !defined(__x86_64__) || defined(SAMAP_UCONTEXT)
#define SAMAP_PORTABLE
#include <ucontext.h>
#endif

#include <algorithm>
#include <deque>

uint3 threadIdx;
uint3 blockIdx;
dim3 blockDim;
dim3 gridDim;

namespace fibers {

std::vector<Kernel>& kernels() {
  static std::vector<Kernel> all;
  return all;
}

namespace {

constexpr int WARP = 32;
constexpr int MOST_THREADS = 1024;
constexpr int MAIN = MOST_THREADS;  // where the machine's own thread waits
constexpr size_t STACK_BYTES = 128 << 10;
constexpr size_t GUARD_BYTES = 16 << 10;
constexpr size_t MOST_SHARED_BYTES = 1 << 20;

// ---- switching

#ifdef SAMAP_PORTABLE
ucontext_t contexts[MOST_THREADS + 1];

void switch_fibers(int from, int to) { swapcontext(&contexts[from], &contexts[to]); }

void prepare(int fiber, char* stack, size_t bytes, void (*entry)()) {
  getcontext(&contexts[fiber]);
  contexts[fiber].uc_stack.ss_sp = stack;
  contexts[fiber].uc_stack.ss_size = bytes;
  contexts[fiber].uc_link = nullptr;
  makecontext(&contexts[fiber], entry, 0);
}
#else
// Keeps what a called function must keep, on the stack that is left.
extern "C" void samap_switch(void** from, void* to);
asm(R"(
.text
.hidden samap_switch
.globl samap_switch
.type samap_switch, @function
samap_switch:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
.size samap_switch, . - samap_switch
)");

void* tops[MOST_THREADS + 1];

inline void switch_fibers(int from, int to) { samap_switch(&tops[from], tops[to]); }

void prepare(int fiber, char* stack, size_t bytes, void (*entry)()) {
  void** top = reinterpret_cast<void**>(stack + bytes);
  *--top = nullptr;  // what the entry would return to; also aligns the stack as a call does
  *--top = reinterpret_cast<void*>(entry);
  top -= 6;
  tops[fiber] = top;
}
#endif

// ---- the block that runs

struct Group {
  Meeting what;
  unsigned mask;
  unsigned arrived;
};

struct Warp {
  unsigned present;  // lanes that there are
  unsigned ended;
  unsigned ready;  // in the order of places
  uint8_t lane_at[WARP];
  uint8_t place_of[WARP];
  Group groups[WARP];
  int meetings;
  Brought brought[WARP];
  uint64_t given[WARP];
};

struct Copy {
  void* to;
  const void* from;
  bool valid;
  int group;
};

struct Copies {
  std::deque<Copy> waiting;
  int groups = 0;
};

struct Fragments {
  float* d;
  const uint32_t* a;
  const uint32_t* b;
};

Warp warps[MOST_THREADS / WARP];
int warp_order[MOST_THREADS / WARP];
uint3 places[MOST_THREADS];
Fragments fragments[MOST_THREADS];
Copies copies[MOST_THREADS];

char* stacks;
alignas(256) char dynamic_memory[MOST_SHARED_BYTES];

const Kernel* kernel;
void** kernel_arguments;
Schedule schedule;
uint64_t random_state;

int threads;
int warps_of_block;
int self;
int turn;  // of the warp that runs, in warp_order
int at_barrier;
int brought_true;
int barrier_result;
int ended;
std::string failure;
thread_local bool in_kernel = false;

// Below each stack is memory that cannot be used, so that a full stack does not go unnoticed.
char* stack_of(int thread) {
  return stacks + static_cast<size_t>(thread) * (STACK_BYTES + GUARD_BYTES) + GUARD_BYTES;
}

uint64_t next_random() {
  uint64_t z = (random_state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

template <typename T>
void put_in_order(T* items, int count) {
  for (int i = 0; i < count; i++) {
    items[i] = static_cast<T>(schedule.order == Order::FALLING ? count - 1 - i : i);
  }
  if (schedule.order == Order::RANDOM) {
    for (int i = count - 1; i > 0; i--) {
      std::swap(items[i], items[next_random() % static_cast<unsigned>(i + 1)]);
    }
  }
}

void become(int fiber) {
  self = fiber;
  if (fiber != MAIN) {
    threadIdx = places[fiber];
  }
}

void go_to(int fiber) {
  int from = self;
  if (from != fiber) {
    become(fiber);
    switch_fibers(from, fiber);
  }
}

// The thread that runs next: the first of the warp whose turn it is, or else of a later warp.
int next() {
  for (; turn < warps_of_block; turn++) {
    int w = warp_order[turn];
    if (warps[w].ready != 0) {
      return w * WARP + warps[w].lane_at[__builtin_ctz(warps[w].ready)];
    }
  }
  return MAIN;
}

void set_ready(Warp& w, unsigned lanes) {
  for (; lanes != 0; lanes &= lanes - 1) {
    w.ready |= 1u << w.place_of[__builtin_ctz(lanes)];
  }
}

void set_waiting() {
  Warp& w = warps[self / WARP];
  w.ready &= ~(1u << w.place_of[self % WARP]);
}

// Lets all threads run, in a new order.
void release_all() {
  put_in_order(warp_order, warps_of_block);
  bool again = schedule.order == Order::RANDOM;
  for (int i = 0; i < warps_of_block; i++) {
    Warp& w = warps[i];
    int lanes = __builtin_popcount(w.present);
    if (again) {
      put_in_order(w.lane_at, lanes);
      for (int p = 0; p < lanes; p++) {
        w.place_of[w.lane_at[p]] = static_cast<uint8_t>(p);
      }
    }
    w.ready = w.present;
  }
  turn = 0;
}

// Ends the launch.
void fail(const std::string& text) {
  failure = text;
  go_to(MAIN);
}

void thread_main() {
  kernel->call(kernel->function, kernel_arguments);
  Warp& w = warps[self / WARP];
  w.ended |= 1u << (self % WARP);
  ended++;
  set_waiting();
  go_to(next());
  abort();  // nobody comes back to a thread that has ended
}

const char* name_of(Meeting what) {
  switch (what) {
    case Meeting::SYNC: return "__syncwarp";
    case Meeting::SHUFFLE: return "__shfl_sync";
    case Meeting::SHUFFLE_UP: return "__shfl_up_sync";
    case Meeting::SHUFFLE_DOWN: return "__shfl_down_sync";
    case Meeting::SHUFFLE_XOR: return "__shfl_xor_sync";
    case Meeting::BALLOT: return "__ballot_sync";
    case Meeting::MATCH: return "__match_any_sync";
    case Meeting::MMA: return "mma_bf16";
    default: return "__reduce_sync";
  }
}

// Who waits for what, when nobody can go on.
std::string stuck() {
  std::string out = "threads wait for others that never come: ";
  if (at_barrier > 0) {
    out += std::to_string(at_barrier) + " at __syncthreads, ";
  }
  for (int i = 0; i < warps_of_block; i++) {
    for (int g = 0; g < warps[i].meetings; g++) {
      const Group& group = warps[i].groups[g];
      out += std::to_string(__builtin_popcount(group.arrived)) + " of warp " + std::to_string(i) +
             " at " + name_of(group.what) + ", ";
    }
  }
  return out + std::to_string(ended) + " have ended";
}

std::string run_block() {
  memset(kernel->shared, poison(schedule.order), kernel->shared_bytes);
  for (int i = 0; i < warps_of_block; i++) {
    Warp& w = warps[i];
    int lanes = std::min(WARP, threads - i * WARP);
    w.present = lanes == WARP ? ~0u : (1u << lanes) - 1;
    w.ended = 0;
    w.meetings = 0;
    put_in_order(w.lane_at, lanes);
    for (int p = 0; p < lanes; p++) {
      w.place_of[w.lane_at[p]] = static_cast<uint8_t>(p);
    }
  }
  for (int t = 0; t < threads; t++) {
    // Tops of stacks are spread over the sets of the processor's cache.
    size_t top = STACK_BYTES - static_cast<size_t>(t % 16) * 256;
    prepare(t, stack_of(t), top, thread_main);
    copies[t].waiting.clear();
    copies[t].groups = 0;
  }
  at_barrier = 0;
  brought_true = 0;
  ended = 0;
  self = MAIN;
  release_all();
  go_to(next());
  if (failure.empty() && ended < threads) {
    failure = stuck();
  }
  return failure;
}

// ---- meetings

unsigned lanes_met(const Group& group, const Warp& w) { return group.mask & w.present; }

uint64_t reduced(const Group& group, const Warp& w) {
  bool is_signed = false;
  bool first = true;
  uint64_t out = 0;
  for (unsigned left = group.arrived; left != 0; left &= left - 1) {
    const Brought& b = w.brought[__builtin_ctz(left)];
    is_signed = b.argument != 0;
    bool less = is_signed ? static_cast<int64_t>(b.value) < static_cast<int64_t>(out) : b.value < out;
    switch (group.what) {
      case Meeting::ADD: out += b.value; break;
      case Meeting::LEAST: out = first || less ? b.value : out; break;
      case Meeting::MOST: out = first || !less ? b.value : out; break;
      case Meeting::AND: out = first ? b.value : out & b.value; break;
      case Meeting::OR: out |= b.value; break;
      default: out ^= b.value; break;
    }
    first = false;
  }
  return out;
}

// The lane that a shuffle reads, which may be itself.
int source_of(Meeting what, int lane, const Brought& b) {
  int first = lane & ~(b.width - 1);
  int last = first + b.width - 1;
  switch (what) {
    case Meeting::SHUFFLE: return first + (b.argument & (b.width - 1));
    case Meeting::SHUFFLE_UP: return lane - b.argument < first ? lane : lane - b.argument;
    case Meeting::SHUFFLE_DOWN: return lane + b.argument > last ? lane : lane + b.argument;
    default: return (lane ^ b.argument) > last ? lane : lane ^ b.argument;
  }
}

void multiply(int first) {
  float a[16][16];
  float b[16][8];
  float d[16][8];
  auto number = [](uint32_t word, int half) {
    return __uint_as_float(half == 0 ? word << 16 : word & 0xffff0000u);
  };
  for (int lane = 0; lane < WARP; lane++) {
    const Fragments& f = fragments[first + lane];
    int g = lane / 4;
    int t = lane % 4 * 2;
    for (int half = 0; half < 2; half++) {
      a[g][t + half] = number(f.a[0], half);
      a[g + 8][t + half] = number(f.a[1], half);
      a[g][t + 8 + half] = number(f.a[2], half);
      a[g + 8][t + 8 + half] = number(f.a[3], half);
      b[t + half][g] = number(f.b[0], half);
      b[t + 8 + half][g] = number(f.b[1], half);
      d[g][t + half] = f.d[half];
      d[g + 8][t + half] = f.d[2 + half];
    }
  }
  for (int i = 0; i < 16; i++) {
    for (int k = 0; k < 16; k++) {
      for (int j = 0; j < 8; j++) {
        d[i][j] += a[i][k] * b[k][j];
      }
    }
  }
  for (int lane = 0; lane < WARP; lane++) {
    float* out = fragments[first + lane].d;
    int g = lane / 4;
    int t = lane % 4 * 2;
    for (int half = 0; half < 2; half++) {
      out[half] = d[g][t + half];
      out[2 + half] = d[g + 8][t + half];
    }
  }
}

// Works out what each lane of a complete meeting gets.
void complete(const Group& group, Warp& w) {
  unsigned ballot = 0;
  uint64_t all = 0;
  uint64_t unset = static_cast<uint64_t>(poison(schedule.order));
  if (group.what >= Meeting::ADD) {
    all = reduced(group, w);
  } else if (group.what == Meeting::MMA) {
    multiply(self / WARP * WARP);
  } else if (group.what == Meeting::BALLOT) {
    for (unsigned left = group.arrived; left != 0; left &= left - 1) {
      int lane = __builtin_ctz(left);
      ballot |= w.brought[lane].value != 0 ? 1u << lane : 0;
    }
    all = ballot;
  }
  for (unsigned left = group.arrived; left != 0; left &= left - 1) {
    int lane = __builtin_ctz(left);
    if (group.what >= Meeting::SHUFFLE && group.what <= Meeting::SHUFFLE_XOR) {
      int source = source_of(group.what, lane, w.brought[lane]);
      // A lane that is not there gives an undefined value, which may be ignored.
      bool there = source >= 0 && source < WARP && (group.arrived >> source & 1) != 0;
      w.given[lane] = there ? w.brought[source].value : 0x0101010101010101u * unset;
    } else if (group.what == Meeting::MATCH) {
      unsigned same = 0;
      for (unsigned others = group.arrived; others != 0; others &= others - 1) {
        int other = __builtin_ctz(others);
        same |= w.brought[other].value == w.brought[lane].value ? 1u << other : 0;
      }
      w.given[lane] = same;
    } else {
      w.given[lane] = all;
    }
  }
}

}  // namespace

uint64_t meet(Meeting what, unsigned mask, Brought brought) {
  Warp& w = warps[self / WARP];
  int lane = self % WARP;
  unsigned bit = 1u << lane;
  if ((mask & bit) == 0) {
    fail(std::string(name_of(what)) + " by a lane that its mask leaves out");
  }
  w.brought[lane] = brought;
  int g = 0;
  while (g < w.meetings && (w.groups[g].what != what || w.groups[g].mask != mask)) {
    g++;
  }
  if (g == w.meetings) {
    w.groups[w.meetings++] = {what, mask, 0};
  }
  w.groups[g].arrived |= bit;
  if (w.groups[g].arrived == lanes_met(w.groups[g], w)) {
    complete(w.groups[g], w);
    set_ready(w, w.groups[g].arrived);
    w.groups[g] = w.groups[--w.meetings];
  } else {
    set_waiting();
  }
  go_to(next());
  return w.given[lane];
}

int barrier(bool brought) {
  brought_true += brought ? 1 : 0;
  if (++at_barrier == threads) {
    barrier_result = brought_true;
    at_barrier = 0;
    brought_true = 0;
    release_all();
  } else {
    set_waiting();
  }
  go_to(next());
  return barrier_result;
}

void* dynamic_shared() { return dynamic_memory; }

void mma_bf16(float (&d)[4], const uint32_t (&a)[4], const uint32_t (&b)[2]) {
  fragments[self] = {d, a, b};
  meet(Meeting::MMA, ~0u, {});
}

namespace {

void copy_now(const Copy& copy) {
  if (copy.valid) {
    memcpy(copy.to, copy.from, 16);
  } else {
    memset(copy.to, 0, 16);
  }
}

}  // namespace

void copy_async_16(void* shared, const void* global, bool valid) {
  if (((reinterpret_cast<uintptr_t>(shared) | (valid ? reinterpret_cast<uintptr_t>(global) : 0)) & 15) != 0) {
    fail("copy_async_16 at an address that is not a multiple of 16");
  }
  Copy copy{shared, global, valid, copies[self].groups};
  if (schedule.late_copies) {
    copies[self].waiting.push_back(copy);
  } else {
    copy_now(copy);
  }
}

void commit_copies() { copies[self].groups++; }

void wait_for_copies(int left) {
  Copies& mine = copies[self];
  while (!mine.waiting.empty() && mine.waiting.front().group < mine.groups - left) {
    copy_now(mine.waiting.front());
    mine.waiting.pop_front();
  }
}

// ---- launches

namespace {

// What the machine stops a thread for. The compiler traps where a kernel uses a wrong alignment,
// index or shift.
struct Fault {
  int signal;
  const char* text;
  struct sigaction before;
};
Fault faults[] = {
    {SIGSEGV, "an access outside of the memory", {}},
    {SIGBUS, "an access outside of the memory", {}},
    {SIGILL, "an address of a wrong alignment, an index outside of an array, or a shift too far", {}},
    {SIGTRAP, "an address of a wrong alignment, an index outside of an array, or a shift too far", {}},
    {SIGFPE, "a division of whole numbers by zero", {}},
};

// Ends the launch; faults of other threads are theirs.
void on_fault(int signal, siginfo_t* info, void* context) {
  for (const Fault& fault : faults) {
    if (fault.signal != signal) {
      continue;
    }
    if (in_kernel && self != MAIN) {
      fail(fault.text);
    }
    if ((fault.before.sa_flags & SA_SIGINFO) != 0) {
      fault.before.sa_sigaction(signal, info, context);
    } else if (fault.before.sa_handler == SIG_DFL || fault.before.sa_handler == SIG_IGN) {
      sigaction(signal, &fault.before, nullptr);
    } else {
      fault.before.sa_handler(signal);
    }
  }
}

void catch_faults() {
  struct sigaction mine = {};
  mine.sa_sigaction = on_fault;
  mine.sa_flags = SA_SIGINFO | SA_NODEFER;
  for (Fault& fault : faults) {
    sigaction(fault.signal, &mine, &fault.before);
  }
}

void leave_faults() {
  for (const Fault& fault : faults) {
    sigaction(fault.signal, &fault.before, nullptr);
  }
}

void make_stacks() {
  if (stacks != nullptr) {
    return;
  }
  size_t bytes = MOST_THREADS * (STACK_BYTES + GUARD_BYTES);
  void* memory = mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) {
    abort();
  }
  stacks = static_cast<char*>(memory);
  for (int t = 0; t < MOST_THREADS; t++) {
    mprotect(stack_of(t), STACK_BYTES, PROT_READ | PROT_WRITE);
  }
}

}  // namespace

std::string run(const Kernel& run_kernel, dim3 grid, dim3 block, size_t dynamic_shared_bytes,
                void** arguments, const Schedule& how) {
  make_stacks();
  kernel = &run_kernel;
  kernel_arguments = arguments;
  schedule = how;
  random_state = how.seed;
  failure.clear();
  gridDim = grid;
  blockDim = block;
  threads = static_cast<int>(block.x * block.y * block.z);
  warps_of_block = (threads + WARP - 1) / WARP;
  for (unsigned t = 0; t < static_cast<unsigned>(threads); t++) {
    places[t] = {t % block.x, t / block.x % block.y, t / block.x / block.y};
  }
  catch_faults();
  in_kernel = true;
  size_t blocks = static_cast<size_t>(grid.x) * grid.y * grid.z;
  std::vector<unsigned> order(blocks);
  put_in_order(order.data(), static_cast<int>(blocks));
  for (size_t i = 0; i < blocks && failure.empty(); i++) {
    unsigned b = order[i];
    blockIdx = {b % grid.x, b / grid.x % grid.y, b / grid.x / grid.y};
    memset(dynamic_memory, poison(how.order), dynamic_shared_bytes);
    if (!run_block().empty()) {
      failure = run_kernel.name + ", block (" + std::to_string(blockIdx.x) + ", " +
                std::to_string(blockIdx.y) + "): " + failure;
    }
  }
  in_kernel = false;
  leave_faults();
  return failure;
}

}  // namespace fibers
