import type { DebugProtocol } from '@vscode/debugprotocol';

export const CAPABILITIES: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsFunctionBreakpoints: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsSetVariable: true,
  supportsEvaluateForHovers: true,
  supportsExceptionInfoRequest: true,
  supportsTerminateRequest: true,
  supportsRestartRequest: true,
  supportsReadMemoryRequest: true,
  supportsWriteMemoryRequest: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ['.'],
  supportsDisassembleRequest: true,
  exceptionBreakpointFilters: [
    { filter: 'trap', label: 'Traps', default: true },
    { filter: 'error', label: 'Errors of results', default: false },
    { filter: 'denied', label: 'Denied capabilities', default: false },
  ],
  breakpointModes: [
    { mode: 'call', label: 'Before the call', appliesTo: ['source'] },
    { mode: 'return', label: 'After the return', appliesTo: ['source'] },
  ],
};
