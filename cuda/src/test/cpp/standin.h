// A stand-in for the NVIDIA driver: the functions that org.samap.cuda.driver binds, on the memory
// of this machine. It is stricter than a driver: work waits until somebody waits for it, new
// memory holds poison, and what is written beside it is found.
#pragma once

#if __has_include(<cuda.h>)
#include <cuda.h>  // so that the compiler compares the functions' types
#undef cuEventElapsedTime
extern "C" decltype(cuEventElapsedTime_v2) cuEventElapsedTime;  // of drivers before CUDA 12.8 as well
#define STANDIN_HAS_CUDA_H
#else
#include <stddef.h>
typedef int CUresult;
typedef int CUdevice;
typedef int CUdevice_attribute;
typedef int CUfunction_attribute;
typedef int CUjit_option;
typedef unsigned long long CUdeviceptr;
typedef struct CUctx_st* CUcontext;
typedef struct CUmod_st* CUmodule;
typedef struct CUfunc_st* CUfunction;
typedef struct CUstream_st* CUstream;
typedef struct CUevent_st* CUevent;
#endif

#include <stdint.h>

#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "runs.h"

namespace standin {

enum Code {
  SUCCESS = 0,
  INVALID_VALUE = 1,
  OUT_OF_MEMORY = 2,
  NOT_INITIALIZED = 3,
  NO_DEVICE = 100,
  INVALID_DEVICE = 101,
  INVALID_CONTEXT = 201,
  INVALID_PTX = 218,
  INVALID_SOURCE = 300,
  INVALID_HANDLE = 400,
  NOT_FOUND = 500,
  ILLEGAL_ADDRESS = 700,
  LAUNCH_FAILED = 719,
};

// What a test can set, by number; the Java side has the same list.
enum Setting {
  DEVICES,
  MEMORY,
  COMPUTE_MAJOR,
  COMPUTE_MINOR,
  SHARED_BYTES,
  ORDER,
  LATE_COPIES,
  SEED,
  INIT_CODE,
  SETTINGS,
};

// What a test can count.
enum Count { CONTEXTS, ALLOCATIONS, STREAMS, EVENTS, HOST_BUFFERS, MODULES, COUNTS };

// Work of a stream that is not done yet.
struct Work {
  uint64_t number;
  std::function<std::string()> run;  // returns what went wrong
};

struct Context {
  int device;
  int retained;
  int broken;  // the error that all later calls return
};

struct Allocation {
  uint64_t context;
  char* data;
  size_t bytes;
  char* mapped;
  size_t mapped_bytes;
};

// The state of everything, which one call at a time uses.
struct State {
  std::mutex lock;
  long settings[SETTINGS];
  bool initialized = false;
  uint64_t last_handle = 0;
  std::map<uint64_t, Context> contexts;
  std::map<const char*, Allocation> allocations;
  std::map<const void*, size_t> host_buffers;
  long left_behind[COUNTS] = {};
  long calls = 0;
  long fail_at = 0;
  int fail_code = 0;
  std::string fail_function;
  std::string message;
  std::map<std::string, long> launches;

  State();
};

State& state();

// Handles are numbers, so that nobody looks behind them.
uint64_t new_handle();
template <typename H>
uint64_t number_of(H handle) { return reinterpret_cast<uint64_t>(handle); }
template <typename H>
H handle_of(uint64_t number) { return reinterpret_cast<H>(number); }

// Keeps a text for the test that asks why a call failed, and returns the code.
int because(int code, const std::string& text);

// The context of this thread, 0 for none.
uint64_t current();

enum class Kind {
  ANYTIME,  // needs nothing
  DEVICE,   // needs a started driver
  CONTEXT,  // needs a context, too
  FREES,    // as CONTEXT; frees something even when it returns an error
};

// Every function of the driver: counts the call, fails if it was told to, and checks what it needs.
CUresult call(const char* function, Kind kind, const std::function<int()>& body);

// A device's address is one of this machine, as kernels may find addresses in memory. Copies and
// launches take it for a device's only if it lies in memory that was allocated there.
inline CUdeviceptr address_of(const char* data) { return reinterpret_cast<uint64_t>(data); }
inline char* data_of(CUdeviceptr address) { return reinterpret_cast<char*>(address); }

// The allocation of this context that holds all these bytes; null if there is none.
Allocation* find(uint64_t context, CUdeviceptr address, size_t bytes);
bool is_host_buffer(const void* data, size_t bytes);
// Whether the bytes around an allocation are as they were.
bool is_intact(const Allocation& allocation);
void free_all_of(uint64_t context);

// Puts work at the end of a stream of this thread's context.
int enqueue(CUstream stream, std::function<std::string()> run);
// Does all work of a context, and returns the error that this or earlier work met.
int finish(uint64_t context);
void end_work_of(uint64_t context);
void forget_work();
long count_work_objects(Count what);

void end_modules_of(uint64_t context);
void forget_modules();
long count_modules();

// What a handle stands for, or null.
template <typename M>
typename M::mapped_type* find_in(M& all, uint64_t handle) {
  auto found = all.find(handle);
  return found == all.end() ? nullptr : &found->second;
}


// Ends what a context has.
template <typename M>
void drop(M& all, uint64_t context, Count what) {
  for (auto at = all.begin(); at != all.end();) {
    if (at->second.context == context) {
      state().left_behind[what] += what == MODULES ? 0 : 1;  // modules end with their context
      at = all.erase(at);
    } else {
      at++;
    }
  }
}

}  // namespace standin

// What tests call.
extern "C" {
void standin_reset(void);
void standin_set(int setting, long value);
void standin_fail(const char* function, long call, int code);
long standin_calls(void);
long standin_count(int what);
long standin_launches(const char* kernel);
const char* standin_message(void);
// The head of the PTX of a source file: its kernels and their parameters.
const char* standin_ptx(const char* module);
}
