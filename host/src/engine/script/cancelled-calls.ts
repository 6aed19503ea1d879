/**
 * A guest that cancels a call of an asynchronous function of the host has its memory for the result back at once.
 * js-component-bindgen 2.18 nevertheless stores the result there when the host has it, which overwrites what the guest
 * has put there meanwhile. Here a result after a cancellation is disposed of.
 */
const CALL =
  /(subtask\?\.setHostPendingResult\(hostRet\);[^]*?\n(\s*)\} catch \((?:e|err)\) \{[^]*?\n\2\}\n)/g;

/** No name of the generator's own ends like this. */
const STOP = `
        if (subtask?.isResolved()) {
          discard$(ret);
          task.resolve([ret]);
          task.exit();
          return ret;
        }
`;

const DISCARD = `
function discard$(ret) {
  if (ret?.tag === 'ok') _disposeHostValue(ret.val);
}
`;

/** @param script the generator's output */
export function forgetCancelledCalls(script: string): string {
  const mended = script.replace(CALL, (call) => call + STOP);
  return mended === script ? script : mended + DISCARD;
}
