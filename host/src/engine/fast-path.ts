export function instantiateCore(
  module: WebAssembly.Module,
  imports: WebAssembly.Imports,
): WebAssembly.Instance {
  return new WebAssembly.Instance(module, imports);
}
