import type { DebugProtocol } from '@vscode/debugprotocol';
import { RequestFailure } from './request-failure.ts';
import type { Location, ThreadInspector } from '../inspector/thread-inspector.ts';

/** Modules have consecutive ranges, since an editor expects one address space. */
const MODULE = 2n ** 32n;

export const codeReference = ({ scriptId, columnNumber }: Location): string =>
  address(BigInt(scriptId) * MODULE + BigInt(columnNumber));

const address = (at: bigint): string => `0x${at.toString(16)}`;

/** Instructions in one response. */
const MOST = 10_000;

interface Listing {
  readonly lines: readonly string[];
  /** Of each line, in the bytes of the module. */
  readonly bytecodeOffsets: readonly number[];
}
interface Disassembled {
  readonly streamId?: string;
  readonly chunk: Listing;
}

/** The instructions around a place of the code, as WebAssembly text, which V8 writes. */
export async function disassemble(
  inspector: ThreadInspector,
  {
    memoryReference,
    offset = 0,
    instructionOffset = 0,
    instructionCount,
  }: DebugProtocol.DisassembleArguments,
): Promise<DebugProtocol.DisassembledInstruction[]> {
  if (!/^0x[0-9a-f]{1,16}$/i.test(memoryReference))
    throw new RequestFailure(`${memoryReference} is not the address of an instruction`);
  const at = BigInt(memoryReference) + BigInt(Math.trunc(offset));
  const [scriptId, place] = [at / MODULE, Number(at % MODULE)];
  const { lines, bytecodeOffsets } = await listing(inspector, String(scriptId)).catch(() => {
    throw new RequestFailure(`there is no code at ${memoryReference}`);
  });
  const found = bytecodeOffsets.findLastIndex((one) => one <= place);
  const first = found + instructionOffset;
  return Array.from({ length: Math.min(instructionCount, MOST) }, (_, index) => {
    const line = first + index;
    const text = lines[line];
    const where = BigInt(scriptId) * MODULE + BigInt(Math.max(0, bytecodeOffsets[line] ?? 0));
    if (text === undefined) return { address: address(where), instruction: '', presentationHint: 'invalid' };
    return { address: address(where), instruction: text.trim() };
  });
}

async function listing(inspector: ThreadInspector, scriptId: string): Promise<Listing> {
  const { streamId, chunk } = await inspector.call<Disassembled>('Debugger.disassembleWasmModule', {
    scriptId,
  });
  const chunks = [chunk];
  while (streamId !== undefined && chunks.at(-1)!.lines.length > 0) {
    const next = await inspector.call<{ chunk: Listing }>('Debugger.nextWasmDisassemblyChunk', { streamId });
    chunks.push(next.chunk);
  }
  return {
    lines: chunks.flatMap((one) => one.lines),
    bytecodeOffsets: chunks.flatMap((one) => one.bytecodeOffsets),
  };
}
