// Memory of devices, and memory of the machine that devices may copy to and from.
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "standin.h"

namespace standin {

namespace {

constexpr size_t PAGE = 4096;
constexpr size_t ALIGNED = 256;
constexpr unsigned char GUARD = 0xdb;

size_t up_to(size_t bytes, size_t unit) { return (bytes + unit - 1) / unit * unit; }

size_t used_of(int device) {
  size_t used = 0;
  for (auto& [data, a] : state().allocations) {
    used += state().contexts[a.context].device == device ? up_to(a.bytes, ALIGNED) : 0;
  }
  return used;
}

size_t free_now() {
  size_t all = static_cast<size_t>(state().settings[MEMORY]);
  size_t used = used_of(state().contexts[current()].device);
  return used > all ? 0 : all - used;
}

// The memory ends where a page ends that nobody may touch, but for less than 256 bytes.
int allocate(CUdeviceptr* out, size_t bytes) {
  if (bytes == 0) {
    return INVALID_VALUE;
  }
  if (up_to(bytes, ALIGNED) > free_now()) {
    return OUT_OF_MEMORY;
  }
  size_t usable = up_to(bytes, PAGE);
  size_t mapped = usable + 2 * PAGE;
  void* memory = mmap(nullptr, mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    return OUT_OF_MEMORY;
  }
  char* start = static_cast<char*>(memory) + PAGE;
  mprotect(start, usable, PROT_READ | PROT_WRITE);
  char* data = start + usable - up_to(bytes, ALIGNED);
  memset(start, GUARD, usable);
  memset(data, fibers::poison(static_cast<fibers::Order>(state().settings[ORDER])), bytes);
  state().allocations[data] = {current(), data, bytes, static_cast<char*>(memory), mapped};
  *out = address_of(data);
  return SUCCESS;
}

int free_memory(CUdeviceptr address) {
  auto found = state().allocations.find(data_of(address));
  if (found == state().allocations.end()) {
    return because(INVALID_VALUE, "memory is freed that is not allocated");
  }
  finish(found->second.context);
  munmap(found->second.mapped, found->second.mapped_bytes);
  state().allocations.erase(found);
  return SUCCESS;
}

}  // namespace

Allocation* find(uint64_t context, CUdeviceptr address, size_t bytes) {
  const char* data = data_of(address);
  auto after = state().allocations.upper_bound(data);
  if (after == state().allocations.begin()) {
    return nullptr;
  }
  Allocation& a = std::prev(after)->second;
  size_t start = static_cast<size_t>(data - a.data);
  return a.context == context && start <= a.bytes && bytes <= a.bytes - start ? &a : nullptr;
}

bool is_host_buffer(const void* data, size_t bytes) {
  auto after = state().host_buffers.upper_bound(data);
  if (after == state().host_buffers.begin()) {
    return false;
  }
  auto at = std::prev(after);
  size_t start = static_cast<size_t>(static_cast<const char*>(data) - static_cast<const char*>(at->first));
  return start <= at->second && bytes <= at->second - start;
}

bool is_intact(const Allocation& a) {
  auto guards = [](const char* from, const char* to) {
    while (from < to && static_cast<unsigned char>(*from) == GUARD) {
      from++;
    }
    return from >= to;
  };
  return guards(a.mapped + PAGE, a.data) &&
         guards(a.data + a.bytes, a.mapped + a.mapped_bytes - PAGE);
}

void free_all_of(uint64_t context) {
  State& s = state();
  for (auto at = s.allocations.begin(); at != s.allocations.end();) {
    if (at->second.context == context) {
      munmap(at->second.mapped, at->second.mapped_bytes);
      s.left_behind[ALLOCATIONS]++;
      at = s.allocations.erase(at);
    } else {
      at++;
    }
  }
}

}  // namespace standin

using namespace standin;

extern "C" {

CUresult cuMemAlloc_v2(CUdeviceptr* out, size_t bytes) {
  return call("cuMemAlloc_v2", Kind::CONTEXT, [&] { return allocate(out, bytes); });
}

CUresult cuMemFree_v2(CUdeviceptr address) {
  return call("cuMemFree_v2", Kind::FREES, [&] { return free_memory(address); });
}

CUresult cuMemGetInfo_v2(size_t* free, size_t* total) {
  return call("cuMemGetInfo_v2", Kind::CONTEXT, [&] {
    *free = free_now();
    *total = static_cast<size_t>(state().settings[MEMORY]);
    return SUCCESS;
  });
}

CUresult cuMemAllocHost_v2(void** out, size_t bytes) {
  return call("cuMemAllocHost_v2", Kind::CONTEXT, [&] {
    *out = aligned_alloc(PAGE, up_to(bytes, PAGE));
    memset(*out, 0xff, bytes);
    state().host_buffers[*out] = bytes;
    return SUCCESS;
  });
}

CUresult cuMemFreeHost(void* memory) {
  return call("cuMemFreeHost", Kind::FREES, [&]() -> int {
    if (state().host_buffers.count(memory) == 0) {
      return because(INVALID_VALUE, "memory of the machine is freed that is not allocated");
    }
    finish(current());
    state().host_buffers.erase(memory);
    free(memory);
    return SUCCESS;
  });
}

}  // extern "C"
