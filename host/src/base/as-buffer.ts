/** The same bytes, not a copy, with the methods of Node's `Buffer`. */
export const asBuffer = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length);
