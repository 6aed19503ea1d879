// world root:component/root
import type * as WitStudioToolkitDescribe from './interfaces/wit-studio-toolkit-describe.js'; // wit-studio:toolkit/describe@0.1.0
import type * as WitStudioToolkitGraph from './interfaces/wit-studio-toolkit-graph.js'; // wit-studio:toolkit/graph@0.1.0
import type * as WitStudioToolkitTargets from './interfaces/wit-studio-toolkit-targets.js'; // wit-studio:toolkit/targets@0.1.0
import type * as WitStudioToolkitStubs from './interfaces/wit-studio-toolkit-stubs.js'; // wit-studio:toolkit/stubs@0.1.0
import type * as WitStudioToolkitCallers from './interfaces/wit-studio-toolkit-callers.js'; // wit-studio:toolkit/callers@0.1.0
import type * as WitStudioToolkitFiles from './interfaces/wit-studio-toolkit-files.js'; // wit-studio:toolkit/files@0.1.0
import type * as WitStudioToolkitDocument from './interfaces/wit-studio-toolkit-document.js'; // wit-studio:toolkit/document@0.1.0
import type * as WitStudioToolkitPackages from './interfaces/wit-studio-toolkit-packages.js'; // wit-studio:toolkit/packages@0.1.0
import type * as WitStudioToolkitModules from './interfaces/wit-studio-toolkit-modules.js'; // wit-studio:toolkit/modules@0.1.0
export interface ImportObject {
}
export interface Root {
  'wit-studio:toolkit/describe@0.1.0': typeof WitStudioToolkitDescribe,
  describe: typeof WitStudioToolkitDescribe,
  'wit-studio:toolkit/graph@0.1.0': typeof WitStudioToolkitGraph,
  graph: typeof WitStudioToolkitGraph,
  'wit-studio:toolkit/targets@0.1.0': typeof WitStudioToolkitTargets,
  targets: typeof WitStudioToolkitTargets,
  'wit-studio:toolkit/stubs@0.1.0': typeof WitStudioToolkitStubs,
  stubs: typeof WitStudioToolkitStubs,
  'wit-studio:toolkit/callers@0.1.0': typeof WitStudioToolkitCallers,
  callers: typeof WitStudioToolkitCallers,
  'wit-studio:toolkit/files@0.1.0': typeof WitStudioToolkitFiles,
  files: typeof WitStudioToolkitFiles,
  'wit-studio:toolkit/document@0.1.0': typeof WitStudioToolkitDocument,
  document: typeof WitStudioToolkitDocument,
  'wit-studio:toolkit/packages@0.1.0': typeof WitStudioToolkitPackages,
  packages: typeof WitStudioToolkitPackages,
  'wit-studio:toolkit/modules@0.1.0': typeof WitStudioToolkitModules,
  modules: typeof WitStudioToolkitModules,
}

/**
* Instantiates this component with the provided imports and
* returns a map of all the exports of the component.
*
* This function is intended to be similar to the
* `WebAssembly.Instantiate` constructor. The second `imports`
* argument is the "import object" for wasm, except here it
* uses component-model-layer types instead of core wasm
* integers/numbers/etc.
*
* The first argument to this function, `getCoreModule`, is
* used to compile core wasm modules within the component.
* Components are composed of core wasm modules and this callback
* will be invoked per core wasm module. The caller of this
* function is responsible for reading the core wasm module
* identified by `path` and returning its compiled
* `WebAssembly.Module` object. This would use the
* `WebAssembly.Module` constructor on the web, for example.
*/
export function instantiate(
getCoreModule: (path: string) => WebAssembly.Module,
imports: ImportObject,
instantiateCore?: (module: WebAssembly.Module, imports: Record<string, any>) => WebAssembly.Instance
): Root;

