// Starting the driver, devices and their contexts, names of errors.
#include <string.h>

#include "standin.h"

using namespace standin;

namespace {

int check(CUdevice device) {
  return device >= 0 && device < state().settings[DEVICES] ? SUCCESS : INVALID_DEVICE;
}

// The driver's number of an attribute, as in DeviceAttribute.java.
int attribute_of(int attribute, int* out) {
  const long* settings = state().settings;
  switch (attribute) {
    case 16: *out = 4; return SUCCESS;
    case 38: *out = 4 << 20; return SUCCESS;
    case 75: *out = static_cast<int>(settings[COMPUTE_MAJOR]); return SUCCESS;
    case 76: *out = static_cast<int>(settings[COMPUTE_MINOR]); return SUCCESS;
    case 97: *out = static_cast<int>(settings[SHARED_BYTES]); return SUCCESS;
    default: return INVALID_VALUE;
  }
}

int release(CUdevice device) {
  State& s = state();
  for (auto& [handle, context] : s.contexts) {
    if (context.device == device) {
      uint64_t ended = handle;
      if (--context.retained == 0) {
        end_work_of(ended);
        free_all_of(ended);
        s.contexts.erase(ended);
      }
      return SUCCESS;
    }
  }
  return INVALID_CONTEXT;
}

}  // namespace

extern "C" {

CUresult cuInit(unsigned) {
  return call("cuInit", Kind::ANYTIME, [] {
    State& s = state();
    int code = static_cast<int>(s.settings[INIT_CODE]);
    code = code == SUCCESS && s.settings[DEVICES] == 0 ? NO_DEVICE : code;
    s.initialized = code == SUCCESS;
    return code;
  });
}

CUresult cuDriverGetVersion(int* version) {
  return call("cuDriverGetVersion", Kind::ANYTIME, [&] {
    *version = 13000;
    return SUCCESS;
  });
}

CUresult cuGetErrorName(CUresult error, const char** name) {
  static const std::map<int, const char*> names = {
      {INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE"},
      {OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY"},
      {NOT_INITIALIZED, "CUDA_ERROR_NOT_INITIALIZED"},
      {34, "CUDA_ERROR_STUB_LIBRARY"},
      {NO_DEVICE, "CUDA_ERROR_NO_DEVICE"},
      {INVALID_DEVICE, "CUDA_ERROR_INVALID_DEVICE"},
      {INVALID_CONTEXT, "CUDA_ERROR_INVALID_CONTEXT"},
      {INVALID_PTX, "CUDA_ERROR_INVALID_PTX"},
      {222, "CUDA_ERROR_UNSUPPORTED_PTX_VERSION"},
      {INVALID_SOURCE, "CUDA_ERROR_INVALID_SOURCE"},
      {INVALID_HANDLE, "CUDA_ERROR_INVALID_HANDLE"},
      {NOT_FOUND, "CUDA_ERROR_NOT_FOUND"},
      {ILLEGAL_ADDRESS, "CUDA_ERROR_ILLEGAL_ADDRESS"},
      {LAUNCH_FAILED, "CUDA_ERROR_LAUNCH_FAILED"},
      {803, "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH"},
      {999, "CUDA_ERROR_UNKNOWN"},
  };
  auto found = names.find(error);
  *name = found == names.end() ? nullptr : found->second;
  return static_cast<CUresult>(found == names.end() ? INVALID_VALUE : SUCCESS);
}

CUresult cuDeviceGetCount(int* count) {
  return call("cuDeviceGetCount", Kind::DEVICE, [&] {
    *count = static_cast<int>(state().settings[DEVICES]);
    return SUCCESS;
  });
}

CUresult cuDeviceGet(CUdevice* device, int ordinal) {
  return call("cuDeviceGet", Kind::DEVICE, [&] {
    *device = ordinal;
    return check(ordinal);
  });
}

CUresult cuDeviceGetName(char* name, int length, CUdevice device) {
  return call("cuDeviceGetName", Kind::DEVICE, [&] {
    strncpy(name, "Stand-in GPU", static_cast<size_t>(length));
    return check(device);
  });
}

CUresult cuDeviceGetAttribute(int* out, CUdevice_attribute attribute, CUdevice device) {
  return call("cuDeviceGetAttribute", Kind::DEVICE, [&] {
    int code = check(device);
    return code == SUCCESS ? attribute_of(attribute, out) : code;
  });
}

CUresult cuDeviceTotalMem_v2(size_t* bytes, CUdevice device) {
  return call("cuDeviceTotalMem_v2", Kind::DEVICE, [&] {
    *bytes = static_cast<size_t>(state().settings[MEMORY]);
    return check(device);
  });
}

CUresult cuDevicePrimaryCtxRetain(CUcontext* out, CUdevice device) {
  return call("cuDevicePrimaryCtxRetain", Kind::DEVICE, [&]() -> int {
    if (check(device) != SUCCESS) {
      return INVALID_DEVICE;
    }
    for (auto& [handle, context] : state().contexts) {
      if (context.device == device) {
        context.retained++;
        *out = handle_of<CUcontext>(handle);
        return SUCCESS;
      }
    }
    uint64_t handle = new_handle();
    state().contexts[handle] = {device, 1, SUCCESS};
    *out = handle_of<CUcontext>(handle);
    return SUCCESS;
  });
}

CUresult cuDevicePrimaryCtxRelease_v2(CUdevice device) {
  // Even where the driver was told to fail.
  int code = call("cuDevicePrimaryCtxRelease_v2", Kind::DEVICE, [] { return SUCCESS; });
  std::lock_guard<std::mutex> guard(state().lock);
  int done = release(device);
  return static_cast<CUresult>(code == SUCCESS ? done : code);
}

}  // extern "C"
