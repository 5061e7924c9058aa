package org.samap.core.simd;

/** Chooses the kernels of this virtual machine, once. */
final class KernelChoice {
  static final Kernels BEST = named(System.getProperty("samap.simd", "vector"));

  private KernelChoice() {}

  static Kernels named(String wanted) {
    return choose(wanted, ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
  }

  static Kernels choose(String wanted, boolean vectorModule) {
    return switch (wanted) {
      case "scalar" -> new ScalarKernels();
      case "vector" ->
          vectorModule && VectorKernels.supported() ? new VectorKernels() : new ScalarKernels();
      default ->
          throw new IllegalArgumentException(
              "system property samap.simd is '" + wanted + "'; give 'vector' or 'scalar'");
    };
  }
}
