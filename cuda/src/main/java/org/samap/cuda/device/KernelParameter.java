package org.samap.cuda.device;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The type of a kernel's parameter, as PTX names it. */
enum KernelParameter {
  /** A pointer or a long. */
  U64,
  U32,
  F32,
  F64;

  private static final Pattern ENTRY =
      Pattern.compile("\\.visible \\.entry (\\w+)\\(([^)]*)\\)", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("\\.param\\s+(?:\\.align \\d+ )?\\.(\\w+)");

  /** The parameters of every kernel of a module. */
  static Map<String, List<KernelParameter>> ofKernels(String ptx) {
    Map<String, List<KernelParameter>> kernels = new HashMap<>();
    Matcher entry = ENTRY.matcher(ptx);
    while (entry.find()) {
      List<KernelParameter> parameters = new ArrayList<>();
      Matcher parameter = PARAMETER.matcher(entry.group(2));
      while (parameter.find()) {
        parameters.add(named(parameter.group(1)));
      }
      kernels.put(entry.group(1), parameters);
    }
    return kernels;
  }

  private static KernelParameter named(String type) {
    return switch (type) {
      case "u64", "s64", "b64" -> U64;
      case "u32", "s32", "b32" -> U32;
      case "f32" -> F32;
      case "f64" -> F64;
      default -> throw new IllegalArgumentException("a kernel's parameter of type " + type);
    };
  }

  /**
   * Writes an argument where the kernel finds it.
   *
   * @throws IllegalArgumentException if the argument is of another type
   */
  void write(Object argument, MemorySegment to) {
    switch (argument) {
      case DeviceMemory m when this == U64 -> to.set(ValueLayout.JAVA_LONG, 0, m.address());
      case Long v when this == U64 -> to.set(ValueLayout.JAVA_LONG, 0, v);
      case Integer v when this == U32 -> to.set(ValueLayout.JAVA_INT, 0, v);
      case Float v when this == F32 -> to.set(ValueLayout.JAVA_FLOAT, 0, v);
      case Double v when this == F64 -> to.set(ValueLayout.JAVA_DOUBLE, 0, v);
      default ->
          throw new IllegalArgumentException(
              "the kernel takes %s, not %s".formatted(this, argument));
    }
  }
}
