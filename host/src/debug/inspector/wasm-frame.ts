import type { Memory } from '../source/values/located.ts';
import type { CallFrame, ThreadInspector } from './thread-inspector.ts';

/** As DWARF wants them (toolkit/dwarf/wit/dwarf.wit). */
export interface Registers {
  readonly locals: BigUint64Array;
  readonly globals: BigUint64Array;
  readonly operands: BigUint64Array;
}

/** In a frame of WebAssembly, V8 has `locals`, `globals`, `stack` and `memories`, whose values have a type. */
const REGISTERS = `(() => {
  const view = new DataView(new ArrayBuffer(8));
  const bits = (of) => {
    view.setBigUint64(0, 0n);
    if (of?.type === 'i32') view.setInt32(0, of.value, true);
    else if (of?.type === 'i64') view.setBigInt64(0, of.value, true);
    else if (of?.type === 'f32') view.setFloat32(0, of.value, true);
    else if (of?.type === 'f64') view.setFloat64(0, of.value, true);
    return String(view.getBigUint64(0, true));
  };
  const all = (of) => Array.from({ length: Object.getOwnPropertyNames(of).length }, (_, at) => bits(of[at]));
  return { locals: all(locals), globals: all(globals), operands: all(stack) };
})()`;

export async function registersOf(inspector: ThreadInspector, frame: CallFrame): Promise<Registers> {
  const found = await inspector.evaluate<Record<keyof Registers, string[]>>(frame.callFrameId, REGISTERS);
  const read = (values: readonly string[]) => BigUint64Array.from(values, BigInt);
  return { locals: read(found.locals), globals: read(found.globals), operands: read(found.operands) };
}

/** The memory that the module of a frame has, the first where there are several. */
export function memoryOf(inspector: ThreadInspector, { callFrameId }: CallFrame): Memory {
  return {
    async read(address, length) {
      const end = address + Math.max(0, length);
      const base64 = await inspector.evaluate<string>(
        callFrameId,
        `(() => { const all = new Uint8Array(memories[0].buffer); return Buffer.from(all.slice(${address}, ${end})).toString('base64'); })()`,
      );
      return Buffer.from(base64, 'base64');
    },
    async write(address, bytes) {
      await inspector.evaluate(
        callFrameId,
        `void new Uint8Array(memories[0].buffer, ${address}, ${bytes.length}).set([${bytes.join()}])`,
      );
    },
  };
}
