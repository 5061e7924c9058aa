import type { Libraries } from './libraries';

/** The libraries, which the script before this one has loaded. */
export const libraries = (globalThis as unknown as { samapLibraries: Libraries }).samapLibraries;
