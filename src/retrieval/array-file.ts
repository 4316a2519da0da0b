// The home of typed arrays in one file: a mark, the lengths, then each array on an 8-byte boundary, read without copying.

type NumberArray = Uint16Array | Uint32Array | Float32Array | Float64Array;

const alignment = 8;

/** @param mark names the format and its version; `ArrayReader` refuses another. */
export function joinArrays(mark: number, arrays: readonly NumberArray[]): Buffer {
  const head = Uint32Array.of(mark, ...arrays.map((array) => array.length));
  return Buffer.concat(
    [head, ...arrays].flatMap((array) => [
      Buffer.from(array.buffer, array.byteOffset, array.byteLength),
      Buffer.alloc(padding(array.byteLength)),
    ]),
  );
}

/** Gives the arrays back in the order they were written; the caller knows the kinds and has checked the digest. */
export class ArrayReader {
  readonly #buffer: ArrayBufferLike;
  readonly #start: number;
  readonly #lengths: Uint32Array;
  #offset: number;
  #next = 0;

  /** @throws RangeError when the bytes are not of this format. */
  constructor(bytes: Buffer, mark: number, count: number) {
    const aligned = bytes.byteOffset % alignment === 0 ? bytes : new Uint8Array(bytes);
    this.#buffer = aligned.buffer;
    this.#start = aligned.byteOffset;
    const headBytes = (count + 1) * 4;
    if (bytes.length < headBytes || bytes.readUInt32LE(0) !== mark)
      throw new RangeError('Not an index of this version');
    this.#lengths = new Uint32Array(this.#buffer, this.#start + 4, count);
    this.#offset = headBytes + padding(headBytes);
  }

  uint16 = () => this.#take(2, (...place) => new Uint16Array(...place));
  uint32 = () => this.#take(4, (...place) => new Uint32Array(...place));
  float32 = () => this.#take(4, (...place) => new Float32Array(...place));
  float64 = () => this.#take(8, (...place) => new Float64Array(...place));

  #take<T>(width: number, view: (buffer: ArrayBufferLike, offset: number, length: number) => T): T {
    const length = this.#lengths[this.#next] ?? 0;
    const array = view(this.#buffer, this.#start + this.#offset, length);
    this.#offset += length * width + padding(length * width);
    this.#next += 1;
    return array;
  }
}

function padding(byteLength: number): number {
  return (alignment - (byteLength % alignment)) % alignment;
}
