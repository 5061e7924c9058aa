// Runs the kernels that fibers.h has collected.
#pragma once

#include "fibers.h"

namespace fibers {

enum class Order { RISING, FALLING, RANDOM };

// What memory holds that nobody has set: not a number, or a large one.
inline int poison(Order order) { return order == Order::RISING ? 0xff : 0x7f; }

// How a launch is played. Every kernel must give the same result in every way.
struct Schedule {
  // Of the blocks, of the warps of a block and of the lanes of a warp.
  Order order = Order::RISING;
  // Asynchronous copies happen when a thread waits for them, not when it asks for them.
  bool late_copies = false;
  uint64_t seed = 0;
};

// Runs all blocks of a launch. Returns what went wrong, or nothing.
std::string run(const Kernel& kernel, dim3 grid, dim3 block, size_t dynamic_shared_bytes,
                void** arguments, const Schedule& schedule);

}  // namespace fibers
