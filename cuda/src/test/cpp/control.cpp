// The state, what every call begins with, and what tests set and ask.
#include <stdlib.h>

#include "standin.h"

namespace standin {

namespace {

thread_local uint64_t current_context = 0;

void set_defaults(long* settings) {
  settings[DEVICES] = 1;
  settings[MEMORY] = 512L << 20;
  settings[COMPUTE_MAJOR] = 9;
  settings[COMPUTE_MINOR] = 0;
  settings[SHARED_BYTES] = 227 << 10;
  settings[ORDER] = 0;
  settings[LATE_COPIES] = 0;
  settings[SEED] = 1;
  settings[INIT_CODE] = 0;
}

bool is_sticky(int code) { return code == ILLEGAL_ADDRESS || code == LAUNCH_FAILED; }

}  // namespace

State::State() { set_defaults(settings); }

State& state() {
  static State* all = new State();
  return *all;
}

uint64_t new_handle() { return 0x1000 + 16 * ++state().last_handle; }

int because(int code, const std::string& text) {
  state().message = text;
  return code;
}

uint64_t current() { return state().contexts.count(current_context) > 0 ? current_context : 0; }

CUresult call(const char* function, Kind kind, const std::function<int()>& body) {
  State& s = state();
  std::lock_guard<std::mutex> guard(s.lock);
  s.calls++;
  bool fails = false;
  if (s.fail_at > 0 && (s.fail_function.empty() || s.fail_function == function)) {
    fails = --s.fail_at == 0;
  }
  int code = SUCCESS;
  if (kind != Kind::ANYTIME && !s.initialized) {
    code = because(NOT_INITIALIZED, std::string(function) + " before cuInit");
  } else if (kind == Kind::CONTEXT || kind == Kind::FREES) {
    auto context = s.contexts.find(current());
    if (context == s.contexts.end()) {
      code = because(INVALID_CONTEXT, std::string(function) + " without a context");
    } else {
      if (fails && is_sticky(s.fail_code)) {
        context->second.broken = s.fail_code;
      }
      code = context->second.broken;
    }
  }
  if (fails) {
    code = s.fail_code;
    s.message = std::string(function) + " fails as it was told to";
  }
  if (code == SUCCESS || (kind == Kind::FREES && code != INVALID_CONTEXT)) {
    int done = body();
    code = code == SUCCESS ? done : code;
  }
  return static_cast<CUresult>(code);
}

namespace {

int set_current(uint64_t context) {
  if (context != 0 && state().contexts.count(context) == 0) {
    return INVALID_CONTEXT;
  }
  current_context = context;
  return SUCCESS;
}

}  // namespace

}  // namespace standin

using namespace standin;

extern "C" CUresult cuCtxSetCurrent(CUcontext context) {
  return call("cuCtxSetCurrent", Kind::DEVICE, [&] { return set_current(number_of(context)); });
}

void standin_reset(void) {
  State& s = state();
  std::lock_guard<std::mutex> guard(s.lock);
  set_defaults(s.settings);
  while (!s.contexts.empty()) {
    uint64_t context = s.contexts.begin()->first;
    end_work_of(context);
    free_all_of(context);
    s.contexts.erase(context);
  }
  forget_work();
  for (auto& [memory, bytes] : s.host_buffers) {
    free(const_cast<void*>(memory));
  }
  s.host_buffers.clear();
  s.initialized = false;
  for (long& count : s.left_behind) {
    count = 0;
  }
  s.calls = 0;
  s.fail_at = 0;
  s.message.clear();
  s.launches.clear();
}

void standin_set(int setting, long value) {
  std::lock_guard<std::mutex> guard(state().lock);
  state().settings[setting] = value;
}

void standin_fail(const char* function, long call, int code) {
  State& s = state();
  std::lock_guard<std::mutex> guard(s.lock);
  s.fail_function = function;
  s.fail_at = call;
  s.fail_code = code;
}

long standin_calls(void) { return state().calls; }

long standin_count(int what) {
  State& s = state();
  std::lock_guard<std::mutex> guard(s.lock);
  long left = s.left_behind[what];
  switch (what) {
    case CONTEXTS: return left + static_cast<long>(s.contexts.size());
    case ALLOCATIONS: return left + static_cast<long>(s.allocations.size());
    case HOST_BUFFERS: return left + static_cast<long>(s.host_buffers.size());
    default: return left + count_work_objects(static_cast<Count>(what));
  }
}

long standin_launches(const char* kernel) {
  std::lock_guard<std::mutex> guard(state().lock);
  return state().launches[kernel];
}

const char* standin_message(void) { return state().message.c_str(); }
