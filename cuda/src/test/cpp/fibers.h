// Makes the kernels compile with a C++ compiler. Every thread of a block is a fiber with a stack of
// its own, so barriers, shuffles and shared memory mean what they mean on a device. Blocks run one
// after another, all on one thread of the machine.
//
// A thread runs until it waits. Mistakes that a device would hide or show at random show up by the
// order of threads and the time of asynchronous copies (see Schedule), and because shared memory
// starts with poison in every block. A launch in which threads wait for others that never come
// fails; it does not hang.
#pragma once

#include <math.h>
#include <stdint.h>
#include <string.h>

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#ifndef SAMAP_MODULE
#error "SAMAP_MODULE is the name of the source file"
#endif

#define SAMAP_TEXT_OF(x) #x
#define SAMAP_TEXT(x) SAMAP_TEXT_OF(x)
#define SAMAP_JOIN_OF(a, b) a##b
#define SAMAP_JOIN(a, b) SAMAP_JOIN_OF(a, b)

// ---- what a source file says of its kernels

// The shared memory of a source file: a section that the linker marks the ends of.
#define SAMAP_SHARED_START SAMAP_JOIN(__start_shared_, SAMAP_MODULE)
#define SAMAP_SHARED_END SAMAP_JOIN(__stop_shared_, SAMAP_MODULE)
extern "C" __attribute__((weak, visibility("hidden"))) char SAMAP_SHARED_START[];
extern "C" __attribute__((weak, visibility("hidden"))) char SAMAP_SHARED_END[];

namespace fibers {

// A parameter as PTX sees it: a pointer is a number.
struct Parameter {
  size_t bytes;
  bool is_pointer;
  const char* type;
};

template <typename P>
Parameter parameter() {
  static_assert(sizeof(P) == 4 || sizeof(P) == 8, "parameters have 32 or 64 bits");
  if (std::is_floating_point_v<P>) {
    return {sizeof(P), false, sizeof(P) == 4 ? "f32" : "f64"};
  }
  return {sizeof(P), std::is_pointer_v<P>, sizeof(P) == 4 ? "u32" : "u64"};
}

// A kernel as a launch sees it.
struct Kernel {
  std::string module;
  std::string name;
  unsigned most_threads;
  char* shared;
  size_t shared_bytes;
  std::vector<Parameter> parameters;
  void (*call)(const void* function, void** arguments);
  const void* function;
};

std::vector<Kernel>& kernels();

template <typename... P, size_t... i>
void call(void (*function)(P...), void** arguments, std::index_sequence<i...>) {
  function(*static_cast<std::remove_cv_t<P>*>(arguments[i])...);
}

template <typename... P>
bool add_kernel(const char* name, unsigned most_threads, void (*function)(P...)) {
  kernels().push_back(
      {SAMAP_TEXT(SAMAP_MODULE), name, most_threads, SAMAP_SHARED_START,
       static_cast<size_t>(SAMAP_SHARED_END - SAMAP_SHARED_START),
       {parameter<P>()...},
       [](const void* f, void** arguments) {
         call(reinterpret_cast<void (*)(P...)>(const_cast<void*>(f)), arguments,
              std::index_sequence_for<P...>{});
       },
       reinterpret_cast<const void*>(function)});
  return true;
}

}  // namespace fibers

#define SAMAP_KERNEL(threads, name, ...)                                      \
  static void name(__VA_ARGS__);                                              \
  __attribute__((unused)) static const bool samap_added_##name = fibers::add_kernel(#name, threads, name); \
  static void name(__VA_ARGS__)

#define SAMAP_DYNAMIC_SHARED(type, name) type* const name = static_cast<type*>(fibers::dynamic_shared())

// ---- words

#define __global__
#define __device__
#define __host__
#define __constant__ const
#define __shared__ \
  static __attribute__((section("shared_" SAMAP_TEXT(SAMAP_MODULE)), used))
#define __forceinline__ inline __attribute__((always_inline))
#define __noinline__ __attribute__((noinline))
#define __launch_bounds__(...)
#define __align__(n) __attribute__((aligned(n)))
#define __builtin_assume(x)

struct uint3 {
  unsigned x, y, z;
};
struct dim3 {
  unsigned x, y, z;
};

extern uint3 threadIdx;
extern uint3 blockIdx;
extern dim3 blockDim;
extern dim3 gridDim;
constexpr int warpSize = 32;

#define SAMAP_VECTOR(type, base)                                                         \
  struct alignas(2 * sizeof(base)) type##2 { base x, y; };                               \
  struct type##3 { base x, y, z; };                                                      \
  struct alignas(sizeof(base) < 8 ? 4 * sizeof(base) : 16) type##4 { base x, y, z, w; }; \
  inline type##2 make_##type##2(base x, base y) { return {x, y}; }                       \
  inline type##3 make_##type##3(base x, base y, base z) { return {x, y, z}; }            \
  inline type##4 make_##type##4(base x, base y, base z, base w) { return {x, y, z, w}; }
#define uint3 samap_uint3  // is there already
SAMAP_VECTOR(int, int)
SAMAP_VECTOR(uint, unsigned)
SAMAP_VECTOR(float, float)
SAMAP_VECTOR(double, double)
SAMAP_VECTOR(short, short)
SAMAP_VECTOR(ushort, unsigned short)
SAMAP_VECTOR(longlong, long long)
SAMAP_VECTOR(ulonglong, unsigned long long)
#undef uint3
#undef SAMAP_VECTOR

// ---- waiting for other threads

namespace fibers {

enum class Meeting { SYNC, SHUFFLE, SHUFFLE_UP, SHUFFLE_DOWN, SHUFFLE_XOR, BALLOT, MATCH, MMA,
                     ADD, LEAST, MOST, AND, OR, XOR };

// What a lane brings to a meeting of its warp.
struct Brought {
  uint64_t value;
  int argument;
  int width;
};

// Waits for the lanes of the mask and returns what the meeting gives this lane.
uint64_t meet(Meeting what, unsigned mask, Brought brought);

// Waits for all threads of the block; how many of them brought true.
int barrier(bool brought);

void* dynamic_shared();

// D += A B of a warp (see samap.cuh for the fragments). The last lane to come does it all. Every
// element is ((d + a0 b0) + a1 b1) + ... in float32 with the columns of A in order. The products are
// exact; a device adds in another order and keeps more or fewer bits between.
void mma_bf16(float (&d)[4], const uint32_t (&a)[4], const uint32_t (&b)[2]);

void copy_async_16(void* shared, const void* global, bool valid);
void commit_copies();
void wait_for_copies(int left);

template <typename T>
T shuffle(Meeting what, unsigned mask, T value, int argument, int width) {
  static_assert(sizeof(T) <= 8 && std::is_arithmetic_v<T>, "numbers are shuffled");
  uint64_t bits = 0;
  memcpy(&bits, &value, sizeof(T));
  bits = meet(what, mask, {bits, argument, width});
  memcpy(&value, &bits, sizeof(T));
  return value;
}

}  // namespace fibers

inline void __syncthreads() { fibers::barrier(false); }
inline int __syncthreads_count(int p) { return fibers::barrier(p != 0); }
inline int __syncthreads_or(int p) { return fibers::barrier(p != 0) > 0; }
inline int __syncthreads_and(int p) { return fibers::barrier(p == 0) == 0; }
inline void __syncwarp(unsigned mask = 0xffffffffu) { fibers::meet(fibers::Meeting::SYNC, mask, {}); }

template <typename T>
T __shfl_sync(unsigned mask, T value, int lane, int width = 32) {
  return fibers::shuffle(fibers::Meeting::SHUFFLE, mask, value, lane, width);
}
template <typename T>
T __shfl_up_sync(unsigned mask, T value, unsigned by, int width = 32) {
  return fibers::shuffle(fibers::Meeting::SHUFFLE_UP, mask, value, static_cast<int>(by), width);
}
template <typename T>
T __shfl_down_sync(unsigned mask, T value, unsigned by, int width = 32) {
  return fibers::shuffle(fibers::Meeting::SHUFFLE_DOWN, mask, value, static_cast<int>(by), width);
}
template <typename T>
T __shfl_xor_sync(unsigned mask, T value, int by, int width = 32) {
  return fibers::shuffle(fibers::Meeting::SHUFFLE_XOR, mask, value, by, width);
}
inline unsigned __ballot_sync(unsigned mask, int p) {
  return static_cast<unsigned>(fibers::meet(fibers::Meeting::BALLOT, mask, {p != 0, 0, 32}));
}
inline int __any_sync(unsigned mask, int p) { return __ballot_sync(mask, p) != 0; }
inline int __all_sync(unsigned mask, int p) { return __ballot_sync(mask, p == 0) == 0; }
template <typename T>
unsigned __match_any_sync(unsigned mask, T value) {
  uint64_t bits = 0;
  memcpy(&bits, &value, sizeof(T));
  return static_cast<unsigned>(fibers::meet(fibers::Meeting::MATCH, mask, {bits, 0, 32}));
}
#define SAMAP_REDUCE(name, what)                                                    \
  inline unsigned __reduce_##name##_sync(unsigned mask, unsigned value) {           \
    return static_cast<unsigned>(fibers::meet(fibers::Meeting::what, mask, {value, 0, 32})); \
  }                                                                                 \
  inline int __reduce_##name##_sync(unsigned mask, int value) {                     \
    return static_cast<int>(fibers::meet(                                           \
        fibers::Meeting::what, mask, {static_cast<uint64_t>(int64_t{value}), 1, 32})); \
  }
SAMAP_REDUCE(add, ADD)
SAMAP_REDUCE(min, LEAST)
SAMAP_REDUCE(max, MOST)
SAMAP_REDUCE(and, AND)
SAMAP_REDUCE(or, OR)
SAMAP_REDUCE(xor, XOR)
#undef SAMAP_REDUCE

inline void __threadfence() {}
inline void __threadfence_block() {}

// ---- whole numbers that threads share; only one thread runs at a time

template <typename T>
constexpr bool samap_is_atomic =
    std::is_integral_v<T> && (sizeof(T) == 4 || sizeof(T) == 8);

#define SAMAP_ATOMIC(name, expression)                             \
  template <typename T>                                            \
  std::enable_if_t<samap_is_atomic<T>, T> name(T* at, std::common_type_t<T> by) { \
    T old = *at;                                                   \
    *at = expression;                                              \
    return old;                                                    \
  }
SAMAP_ATOMIC(atomicAdd, old + by)
SAMAP_ATOMIC(atomicSub, old - by)
SAMAP_ATOMIC(atomicMax, old > by ? old : by)
SAMAP_ATOMIC(atomicMin, old < by ? old : by)
SAMAP_ATOMIC(atomicOr, old | by)
SAMAP_ATOMIC(atomicAnd, old & by)
SAMAP_ATOMIC(atomicXor, old ^ by)
SAMAP_ATOMIC(atomicExch, by)
#undef SAMAP_ATOMIC

template <typename T>
std::enable_if_t<samap_is_atomic<T>, T> atomicCAS(
    T* at, std::common_type_t<T> expected, std::common_type_t<T> by) {
  T old = *at;
  if (old == expected) {
    *at = by;
  }
  return old;
}

// ---- bits and numbers

template <typename To, typename From>
To samap_bits(From from) {
  static_assert(sizeof(To) == sizeof(From), "of the same size");
  To to;
  memcpy(&to, &from, sizeof(To));
  return to;
}
inline unsigned __float_as_uint(float x) { return samap_bits<unsigned>(x); }
inline int __float_as_int(float x) { return samap_bits<int>(x); }
inline float __uint_as_float(unsigned x) { return samap_bits<float>(x); }
inline float __int_as_float(int x) { return samap_bits<float>(x); }
inline long long __double_as_longlong(double x) { return samap_bits<long long>(x); }
inline double __longlong_as_double(long long x) { return samap_bits<double>(x); }

inline int __popc(unsigned x) { return __builtin_popcount(x); }
inline int __popcll(unsigned long long x) { return __builtin_popcountll(x); }
inline int __ffs(int x) { return __builtin_ffs(x); }
inline int __ffsll(long long x) { return __builtin_ffsll(x); }
inline int __clz(int x) { return x == 0 ? 32 : __builtin_clz(static_cast<unsigned>(x)); }
inline int __clzll(long long x) {
  return x == 0 ? 64 : __builtin_clzll(static_cast<unsigned long long>(x));
}
inline unsigned __brev(unsigned x) {
  unsigned out = 0;
  for (int i = 0; i < 32; i++) {
    out |= ((x >> i) & 1u) << (31 - i);
  }
  return out;
}
inline unsigned __umulhi(unsigned a, unsigned b) {
  return static_cast<unsigned>((static_cast<uint64_t>(a) * b) >> 32);
}
inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b) {
  return static_cast<unsigned long long>((static_cast<unsigned __int128>(a) * b) >> 64);
}
inline unsigned __funnelshift_l(unsigned low, unsigned high, unsigned by) {
  return static_cast<unsigned>((((static_cast<uint64_t>(high) << 32) | low) << (by & 31u)) >> 32);
}
inline unsigned __funnelshift_r(unsigned low, unsigned high, unsigned by) {
  return static_cast<unsigned>(((static_cast<uint64_t>(high) << 32) | low) >> (by & 31u));
}
inline unsigned __byte_perm(unsigned low, unsigned high, unsigned choice) {
  uint64_t all = (static_cast<uint64_t>(high) << 32) | low;
  unsigned out = 0;
  for (int i = 0; i < 4; i++) {
    out |= static_cast<unsigned>((all >> (8 * ((choice >> (4 * i)) & 7u))) & 0xffu) << (8 * i);
  }
  return out;
}

inline float __fmaf_rn(float a, float b, float c) { return fmaf(a, b, c); }
inline double __fma_rn(double a, double b, double c) { return fma(a, b, c); }
inline float __fadd_rn(float a, float b) { return a + b; }
inline float __fsub_rn(float a, float b) { return a - b; }
inline float __fmul_rn(float a, float b) { return a * b; }
inline float __fdiv_rn(float a, float b) { return a / b; }
inline float __fsqrt_rn(float a) { return sqrtf(a); }
inline double __dadd_rn(double a, double b) { return a + b; }
inline double __dsub_rn(double a, double b) { return a - b; }
inline double __dmul_rn(double a, double b) { return a * b; }
inline double __ddiv_rn(double a, double b) { return a / b; }
inline double __dsqrt_rn(double a) { return sqrt(a); }
inline int __float2int_rn(float x) { return static_cast<int>(rintf(x)); }
inline int __double2int_rn(double x) { return static_cast<int>(rint(x)); }
inline long long __float2ll_rn(float x) { return static_cast<long long>(rintf(x)); }
inline long long __double2ll_rn(double x) { return static_cast<long long>(rint(x)); }

template <typename T>
T __ldg(const T* at) { return *at; }
template <typename T>
T __ldcs(const T* at) { return *at; }
template <typename T>
T __ldcg(const T* at) { return *at; }
template <typename T>
void __stcs(T* at, std::common_type_t<T> value) { *at = value; }
template <typename T>
void __stcg(T* at, std::common_type_t<T> value) { *at = value; }

// Numbers of two types meet as in an addition; a NaN gives way to the other number.
template <typename A, typename B>
std::enable_if_t<std::is_arithmetic_v<A> && std::is_arithmetic_v<B>, decltype(A{} + B{})> min(A a, B b) {
  using T = decltype(A{} + B{});
  if constexpr (std::is_same_v<T, float>) {
    return fminf(a, b);
  } else if constexpr (std::is_same_v<T, double>) {
    return fmin(a, b);
  } else {
    return static_cast<T>(a) < static_cast<T>(b) ? static_cast<T>(a) : static_cast<T>(b);
  }
}
template <typename A, typename B>
std::enable_if_t<std::is_arithmetic_v<A> && std::is_arithmetic_v<B>, decltype(A{} + B{})> max(A a, B b) {
  using T = decltype(A{} + B{});
  if constexpr (std::is_same_v<T, float>) {
    return fmaxf(a, b);
  } else if constexpr (std::is_same_v<T, double>) {
    return fmax(a, b);
  } else {
    return static_cast<T>(a) > static_cast<T>(b) ? static_cast<T>(a) : static_cast<T>(b);
  }
}
