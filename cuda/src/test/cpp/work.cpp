// Streams, events, copies and kernels. Work is kept in its stream until somebody waits for it: so
// what forgets to wait sees what was there before.
#include <string.h>
#include <time.h>

#include <deque>
#include <memory>
#include <set>
#include <sstream>

#include "standin.h"

namespace standin {

namespace {

struct Stream {
  uint64_t context;
  std::deque<Work> waiting;
  uint64_t given = 0;
  uint64_t done = 0;
};

// What an event marks: the work of a stream up to a number.
struct Mark {
  uint64_t stream = 0;
  uint64_t number = 0;
  std::shared_ptr<double> milliseconds = std::make_shared<double>(0);
};

struct Event {
  uint64_t context;
  bool recorded = false;
  Mark mark;
};

struct Module {
  uint64_t context;
  std::set<std::string> names;
};

struct Function {
  uint64_t module;
  const fibers::Kernel* kernel;
  int allowed_shared;
};

std::map<uint64_t, Stream> streams;
std::map<uint64_t, Event> events;
std::map<uint64_t, Module> modules;
std::map<uint64_t, Function> functions;

constexpr int USUAL_SHARED_BYTES = 48 << 10;

void run_until(uint64_t handle, uint64_t number) {
  auto found = streams.find(handle);
  if (found == streams.end()) {
    return;  // a stream ends with all its work done
  }
  Stream& s = found->second;
  while (!s.waiting.empty() && s.done < number) {
    Work work = std::move(s.waiting.front());
    s.waiting.pop_front();
    s.done = work.number;
    Context& context = state().contexts[s.context];
    if (context.broken == SUCCESS) {
      std::string wrong = work.run();
      if (!wrong.empty()) {
        bool address = wrong.find("memory") != std::string::npos;
        context.broken = because(address ? ILLEGAL_ADDRESS : LAUNCH_FAILED, wrong);
      }
    }
  }
}

int finish_stream(uint64_t handle, uint64_t number) {
  uint64_t context = streams.at(handle).context;
  run_until(handle, number);
  return state().contexts[context].broken;
}

template <typename M>
typename M::mapped_type* find_in(M& all, uint64_t handle) {
  auto found = all.find(handle);
  return found == all.end() ? nullptr : &found->second;
}

int enqueue(CUstream handle, std::function<std::string()> run) {
  Stream* s = find_in(streams, number_of(handle));
  if (s == nullptr || s->context != current()) {
    return because(INVALID_HANDLE, "a stream that this context does not have");
  }
  s->waiting.push_back({++s->given, std::move(run)});
  return SUCCESS;
}

double now() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

// Memory that no driver knows is copied before the call returns, as drivers do.
int copy(CUstream stream, bool known, std::function<std::string()> run) {
  int code = enqueue(stream, std::move(run));
  return code != SUCCESS || known ? code : finish_stream(number_of(stream), UINT64_MAX);
}

int bad_copy() { return because(INVALID_VALUE, "a copy of memory that the device does not have"); }

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

}  // namespace

int finish(uint64_t context) {
  bool falling = state().settings[ORDER] == 1;
  std::deque<uint64_t> order;
  for (auto& [handle, stream] : streams) {
    if (stream.context == context) {
      falling ? order.push_front(handle) : order.push_back(handle);
    }
  }
  for (uint64_t handle : order) {
    run_until(handle, UINT64_MAX);
  }
  return state().contexts[context].broken;
}

void end_work_of(uint64_t context) {
  finish(context);
  drop(streams, context, STREAMS);
  drop(events, context, EVENTS);
  drop(modules, context, MODULES);
}

void forget_work() {
  streams.clear();
  events.clear();
  modules.clear();
  functions.clear();
}

long count_work_objects(Count what) {
  return static_cast<long>(what == STREAMS  ? streams.size()
                           : what == EVENTS ? events.size()
                                            : modules.size());
}

// ---- kernels

namespace {

using Types = std::vector<std::string>;

// The kernels that a text of PTX defines, with the types of their parameters.
std::map<std::string, Types> entries_of(const std::string& ptx) {
  std::map<std::string, Types> out;
  const std::string entry = ".visible .entry ";
  for (size_t at = ptx.find(entry); at != std::string::npos; at = ptx.find(entry, at)) {
    at += entry.size();
    size_t end = ptx.find('(', at);
    std::istringstream words(ptx.substr(end + 1, ptx.find(')', at) - end - 1));
    Types& types = out[ptx.substr(at, end - at)];
    for (std::string word; words >> word;) {
      if (word == ".param" && words >> word) {
        types.push_back(word.substr(1));
      }
    }
  }
  return out;
}

Types types_of(const fibers::Kernel& kernel) {
  Types out;
  for (const fibers::Parameter& p : kernel.parameters) {
    out.push_back(p.type);
  }
  return out;
}

// The kernel of the source file that has all the kernels of a module.
const fibers::Kernel* kernel_of(const Module& module, const std::string& name) {
  for (const fibers::Kernel& k : fibers::kernels()) {
    if (k.name == name) {
      std::set<std::string> others;
      for (const fibers::Kernel& other : fibers::kernels()) {
        if (other.module == k.module) {
          others.insert(other.name);
        }
      }
      if (others == module.names) {
        return &k;
      }
    }
  }
  return nullptr;
}

int load(CUmodule* out, const char* image) {
  if (strncmp(image, ".version", 8) != 0 && strstr(image, "\n.version") == nullptr) {
    return because(INVALID_PTX, "a module without a version of PTX");
  }
  Module module{current(), {}};
  for (const auto& [name, types] : entries_of(image)) {
    module.names.insert(name);
  }
  for (const auto& [name, types] : entries_of(image)) {
    const fibers::Kernel* k = kernel_of(module, name);
    if (k == nullptr || types_of(*k) != types) {
      return because(INVALID_SOURCE, name + " of the PTX is not that of a source file: run cuda/ptx.sh");
    }
  }
  uint64_t handle = new_handle();
  modules[handle] = module;
  *out = handle_of<CUmodule>(handle);
  return SUCCESS;
}

int function_of(CUfunction* out, CUmodule handle, const char* name) {
  Module* module = find_in(modules, number_of(handle));
  if (module == nullptr || module->context != current()) {
    return INVALID_HANDLE;
  }
  if (module->names.count(name) == 0) {
    return NOT_FOUND;
  }
  uint64_t function = new_handle();
  functions[function] = {number_of(handle), kernel_of(*module, name), USUAL_SHARED_BYTES};
  *out = handle_of<CUfunction>(function);
  return SUCCESS;
}

// A launch with copies of its arguments.
struct Launch {
  const fibers::Kernel* kernel;
  dim3 grid;
  dim3 block;
  size_t shared_bytes;
  uint64_t context;
  std::vector<uint64_t> values;

  std::string run() {
    std::vector<uint64_t> given = values;
    std::vector<void*> pointers;
    for (size_t i = 0; i < given.size(); i++) {
      if (kernel->parameters[i].is_pointer && given[i] != 0) {
        if (find(context, given[i], 0) == nullptr) {
          return kernel->name + ": argument " + std::to_string(i) + " is no memory of the device";
        }
      }
      pointers.push_back(&given[i]);
    }
    const long* settings = state().settings;
    fibers::Schedule schedule{static_cast<fibers::Order>(settings[ORDER]), settings[LATE_COPIES] != 0,
                              static_cast<uint64_t>(settings[SEED])};
    std::string wrong = fibers::run(*kernel, grid, block, shared_bytes, pointers.data(), schedule);
    state().launches[kernel->name]++;
    for (size_t i = 0; i < values.size() && wrong.empty(); i++) {
      if (kernel->parameters[i].is_pointer && values[i] != 0 &&
          !is_intact(*find(context, values[i], 0))) {
        wrong = kernel->name + " wrote outside of the memory of argument " + std::to_string(i);
      }
    }
    return wrong;
  }
};

int launch(CUfunction handle, dim3 grid, dim3 block, unsigned shared_bytes, CUstream stream,
           void** arguments) {
  Function* f = find_in(functions, number_of(handle));
  if (f == nullptr || modules.count(f->module) == 0 || modules[f->module].context != current()) {
    return because(INVALID_HANDLE, "a kernel that this context does not have");
  }
  const fibers::Kernel& kernel = *f->kernel;
  uint64_t threads = uint64_t{block.x} * block.y * block.z;
  if (grid.x == 0 || grid.y == 0 || grid.z == 0 || grid.x > 0x7fffffffu || grid.y > 65535 ||
      grid.z > 65535 || threads == 0 || threads > kernel.most_threads) {
    return because(INVALID_VALUE, kernel.name + " cannot have this grid");
  }
  if (shared_bytes > static_cast<unsigned>(f->allowed_shared)) {
    return because(INVALID_VALUE, kernel.name + " may not have so much shared memory");
  }
  auto work = std::make_shared<Launch>(Launch{&kernel, grid, block, shared_bytes, current(), {}});
  for (size_t i = 0; i < kernel.parameters.size(); i++) {
    uint64_t value = 0;
    memcpy(&value, arguments[i], kernel.parameters[i].bytes);
    work->values.push_back(value);
  }
  return enqueue(stream, [work] { return work->run(); });
}

}  // namespace

}  // namespace standin

using namespace standin;

const char* standin_ptx(const char* module) {
  static std::string text;
  std::ostringstream out;
  out << ".version 7.0\n.target sm_80\n.address_size 64\n";
  for (const fibers::Kernel& kernel : fibers::kernels()) {
    if (kernel.module == module) {
      out << ".visible .entry " << kernel.name << "(";
      const char* before = "\n";
      for (const std::string& type : types_of(kernel)) {
        out << before << "\t.param ." << type << " p";
        before = ",\n";
      }
      out << "\n)\n{ ret; }\n";
    }
  }
  text = out.str();
  return text.c_str();
}

extern "C" {

CUresult cuCtxSynchronize(void) {
  return call("cuCtxSynchronize", Kind::CONTEXT, [] { return finish(current()); });
}

CUresult cuStreamCreate(CUstream* out, unsigned) {
  return call("cuStreamCreate", Kind::CONTEXT, [&] {
    uint64_t handle = new_handle();
    streams[handle].context = current();
    *out = handle_of<CUstream>(handle);
    return SUCCESS;
  });
}

CUresult cuStreamDestroy_v2(CUstream stream) {
  return call("cuStreamDestroy_v2", Kind::FREES, [&]() -> int {
    if (find_in(streams, number_of(stream)) == nullptr) {
      return because(INVALID_HANDLE, "a stream ends that does not exist");
    }
    run_until(number_of(stream), UINT64_MAX);
    streams.erase(number_of(stream));
    return SUCCESS;
  });
}

CUresult cuStreamSynchronize(CUstream stream) {
  return call("cuStreamSynchronize", Kind::CONTEXT, [&]() -> int {
    return find_in(streams, number_of(stream)) == nullptr ? int{INVALID_HANDLE}
                                                          : finish_stream(number_of(stream), UINT64_MAX);
  });
}

CUresult cuStreamWaitEvent(CUstream stream, CUevent event, unsigned) {
  return call("cuStreamWaitEvent", Kind::CONTEXT, [&]() -> int {
    Event* e = find_in(events, number_of(event));
    if (e == nullptr) {
      return INVALID_HANDLE;
    }
    Mark mark = e->mark;
    return enqueue(stream, [mark] {
      run_until(mark.stream, mark.number);
      return std::string();
    });
  });
}

CUresult cuEventCreate(CUevent* out, unsigned) {
  return call("cuEventCreate", Kind::CONTEXT, [&] {
    uint64_t handle = new_handle();
    events[handle].context = current();
    *out = handle_of<CUevent>(handle);
    return SUCCESS;
  });
}

CUresult cuEventDestroy_v2(CUevent event) {
  return call("cuEventDestroy_v2", Kind::FREES, [&]() -> int {
    return events.erase(number_of(event)) == 1 ? int{SUCCESS}
                                               : because(INVALID_HANDLE, "an event ends that does not exist");
  });
}

CUresult cuEventRecord(CUevent event, CUstream stream) {
  return call("cuEventRecord", Kind::CONTEXT, [&]() -> int {
    Event* e = find_in(events, number_of(event));
    if (e == nullptr) {
      return INVALID_HANDLE;
    }
    Mark mark;
    mark.stream = number_of(stream);
    auto milliseconds = mark.milliseconds;
    int code = enqueue(stream, [milliseconds] {
      *milliseconds = now();
      return std::string();
    });
    if (code == SUCCESS) {
      mark.number = streams[mark.stream].given;
      e->mark = mark;
      e->recorded = true;
    }
    return code;
  });
}

CUresult cuEventSynchronize(CUevent event) {
  return call("cuEventSynchronize", Kind::CONTEXT, [&]() -> int {
    Event* e = find_in(events, number_of(event));
    if (e == nullptr) {
      return INVALID_HANDLE;
    }
    run_until(e->mark.stream, e->mark.number);
    return state().contexts[current()].broken;
  });
}

CUresult cuEventElapsedTime(float* milliseconds, CUevent start, CUevent end) {
  return call("cuEventElapsedTime", Kind::CONTEXT, [&]() -> int {
    Event* from = find_in(events, number_of(start));
    Event* to = find_in(events, number_of(end));
    if (from == nullptr || to == nullptr || !from->recorded || !to->recorded) {
      return INVALID_HANDLE;
    }
    if (*from->mark.milliseconds == 0 || *to->mark.milliseconds == 0) {
      return 600;  // not ready
    }
    *milliseconds = static_cast<float>(*to->mark.milliseconds - *from->mark.milliseconds);
    return SUCCESS;
  });
}

CUresult cuMemcpyHtoDAsync_v2(CUdeviceptr to, const void* from, size_t bytes, CUstream stream) {
  return call("cuMemcpyHtoDAsync_v2", Kind::CONTEXT, [&]() -> int {
    if (find(current(), to, bytes) == nullptr) {
      return bad_copy();
    }
    return copy(stream, is_host_buffer(from, bytes), [=] {
      memcpy(data_of(to), from, bytes);
      return std::string();
    });
  });
}

CUresult cuMemcpyDtoHAsync_v2(void* to, CUdeviceptr from, size_t bytes, CUstream stream) {
  return call("cuMemcpyDtoHAsync_v2", Kind::CONTEXT, [&]() -> int {
    if (find(current(), from, bytes) == nullptr) {
      return bad_copy();
    }
    return copy(stream, is_host_buffer(to, bytes), [=] {
      memcpy(to, data_of(from), bytes);
      return std::string();
    });
  });
}

CUresult cuMemcpyDtoDAsync_v2(CUdeviceptr to, CUdeviceptr from, size_t bytes, CUstream stream) {
  return call("cuMemcpyDtoDAsync_v2", Kind::CONTEXT, [&]() -> int {
    if (find(current(), to, bytes) == nullptr || find(current(), from, bytes) == nullptr) {
      return bad_copy();
    }
    return enqueue(stream, [=] {
      memmove(data_of(to), data_of(from), bytes);
      return std::string();
    });
  });
}

CUresult cuMemsetD8Async(CUdeviceptr at, unsigned char value, size_t bytes, CUstream stream) {
  return call("cuMemsetD8Async", Kind::CONTEXT, [&]() -> int {
    if (find(current(), at, bytes) == nullptr) {
      return bad_copy();
    }
    return enqueue(stream, [=] {
      memset(data_of(at), value, bytes);
      return std::string();
    });
  });
}

CUresult cuModuleLoadDataEx(CUmodule* out, const void* image, unsigned, CUjit_option*, void**) {
  return call("cuModuleLoadDataEx", Kind::CONTEXT,
              [&] { return load(out, static_cast<const char*>(image)); });
}

CUresult cuModuleUnload(CUmodule module) {
  return call("cuModuleUnload", Kind::FREES, [&]() -> int {
    finish(current());
    return modules.erase(number_of(module)) == 1 ? SUCCESS : INVALID_HANDLE;
  });
}

CUresult cuModuleGetFunction(CUfunction* out, CUmodule module, const char* name) {
  return call("cuModuleGetFunction", Kind::CONTEXT, [&] { return function_of(out, module, name); });
}

CUresult cuFuncSetAttribute(CUfunction function, CUfunction_attribute attribute, int value) {
  return call("cuFuncSetAttribute", Kind::CONTEXT, [&]() -> int {
    Function* f = find_in(functions, number_of(function));
    if (f == nullptr) {
      return INVALID_HANDLE;
    }
    long most = state().settings[SHARED_BYTES] - static_cast<long>(f->kernel->shared_bytes);
    if (attribute != 8 || value < 0 || value > most) {
      return INVALID_VALUE;
    }
    f->allowed_shared = value;
    return SUCCESS;
  });
}

CUresult cuLaunchKernel(CUfunction function, unsigned grid_x, unsigned grid_y, unsigned grid_z,
                        unsigned block_x, unsigned block_y, unsigned block_z, unsigned shared_bytes,
                        CUstream stream, void** arguments, void**) {
  return call("cuLaunchKernel", Kind::CONTEXT, [&] {
    return launch(function, {grid_x, grid_y, grid_z}, {block_x, block_y, block_z}, shared_bytes,
                  stream, arguments);
  });
}

}  // extern "C"
