// What the module can be had from.

/** The module: its address, an answer that brings it, its bytes, or compiled. */
export type ModuleSource = string | URL | Response | ArrayBuffer | ArrayBufferView<ArrayBuffer> | CompiledModule;

/** A `WebAssembly.Module`. Not every project's library has that name, and its type is that of any object. */
export type CompiledModule = object;
