// Modules of kernels, and launches. The PTX that is loaded only names the kernels: what runs is what
// the compiler of the tests made of the same sources.
#include <string.h>

#include <memory>
#include <set>
#include <sstream>

#include "standin.h"

namespace standin {

namespace {

struct Module {
  uint64_t context;
  std::set<std::string> names;
};

struct Function {
  uint64_t module;
  const fibers::Kernel* kernel;
  int allowed_shared;
};

std::map<uint64_t, Module> modules;
std::map<uint64_t, Function> functions;

// The dynamic shared memory of a kernel that does not ask for more. Drivers give 48 KB less what the
// kernel declares; here only the sum over all kernels of a file is known, so the least is given.
constexpr int USUAL_SHARED_BYTES = 8 << 10;

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

void end_modules_of(uint64_t context) { drop(modules, context, MODULES); }

void forget_modules() {
  modules.clear();
  functions.clear();
}

long count_modules() { return static_cast<long>(modules.size()); }

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
