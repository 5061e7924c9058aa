// Streams, events and copies. Work is kept in its stream until somebody waits for it: so
// what forgets to wait sees what was there before.
#include <string.h>
#include <time.h>

#include <deque>
#include <memory>

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

std::map<uint64_t, Stream> streams;
std::map<uint64_t, Event> events;

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
        // What the texts say of memory, a driver calls an illegal address.
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

}  // namespace

int enqueue(CUstream handle, std::function<std::string()> run) {
  Stream* s = find_in(streams, number_of(handle));
  if (s == nullptr || s->context != current()) {
    return because(INVALID_HANDLE, "a stream that this context does not have");
  }
  s->waiting.push_back({++s->given, std::move(run)});
  return SUCCESS;
}

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
  end_modules_of(context);
}

void forget_work() {
  streams.clear();
  events.clear();
  forget_modules();
}

long count_work_objects(Count what) {
  return what == STREAMS  ? static_cast<long>(streams.size())
         : what == EVENTS ? static_cast<long>(events.size())
                          : count_modules();
}

}  // namespace standin

using namespace standin;

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
    if (e == nullptr || e->context != current()) {
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

}  // extern "C"
