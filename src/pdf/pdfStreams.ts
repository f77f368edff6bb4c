import { bytesOfHex, latin1, type PdfDict, type PdfStream, type PdfValue } from './pdfObjects.ts';

export interface StreamReading {
  /** What stands for a value where it is only referred to. */
  get: (value: PdfValue | undefined) => PdfValue;
  /** Told of every byte that is unpacked. @throws when they are too many */
  spend: (bytes: number) => void;
}

/**
 * What is in a stream, without its filters. Of one that breaks off there is what comes before.
 * @returns `undefined` behind a filter that is not for text, or that makes nothing of it.
 */
export async function unpack(stream: PdfStream, reading: StreamReading): Promise<Uint8Array | undefined> {
  const { get } = reading;
  const filters = listed(get(stream.dict.get('Filter') ?? stream.dict.get('F')));
  const parameters = listed(get(stream.dict.get('DecodeParms') ?? stream.dict.get('DP')));
  let bytes: Uint8Array | undefined = stream.packed;
  for (const [index, filter] of filters.entries()) {
    const given = get(parameters[index]);
    bytes = await unfilter(bytes, String(get(filter)), given instanceof Map ? given : new Map(), reading);
    if (!bytes) return undefined;
  }
  return bytes;
}

function listed(value: PdfValue): PdfValue[] {
  if (Array.isArray(value)) return value;
  return value === null ? [] : [value];
}

async function unfilter(
  bytes: Uint8Array,
  filter: string,
  parameters: PdfDict,
  { get, spend }: StreamReading,
): Promise<Uint8Array | undefined> {
  const number = (key: string, otherwise: number) => {
    const value = get(parameters.get(key));
    return typeof value === 'number' ? value : otherwise;
  };
  const predicted = (packed: Uint8Array) =>
    unpredict(packed, number('Predictor', 1), {
      columns: number('Columns', 1),
      bits: number('Colors', 1) * number('BitsPerComponent', 8),
    });
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return predicted(await inflate(bytes, spend));
    case 'LZWDecode':
    case 'LZW':
      return predicted(unpackLzw(bytes, number('EarlyChange', 1), spend));
    case 'ASCII85Decode':
    case 'A85':
      return unpackAscii85(bytes, spend);
    case 'ASCIIHexDecode':
    case 'AHx':
      spend(Math.ceil(bytes.length / 2));
      return bytesOfHex(bytes);
    default:
      return undefined;
  }
}

async function inflate(bytes: Uint8Array, spend: StreamReading['spend']): Promise<Uint8Array> {
  const { readable, writable } = new DecompressionStream('deflate');
  const writer = writable.getWriter();
  const write = async () => {
    // The last ones singly: an end of line that is none of theirs then fails alone.
    const end = Math.max(0, bytes.length - 4);
    for (let at = 0; at < bytes.length; at = at < end ? end : at + 1) {
      await writer.write(bytes.slice(at, at < end ? end : at + 1));
    }
    await writer.close();
  };
  // Reading fails with it, and goes by what there is until then.
  write().catch(() => {});
  const parts: Uint8Array[] = [];
  const reader = readable.getReader();
  try {
    for (;;) {
      const part = await reader.read().catch(() => undefined);
      if (!part || part.done) return joined(parts);
      spend(part.value.length);
      parts.push(part.value);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** @param early by how many codes they get longer before they must. */
function unpackLzw(bytes: Uint8Array, early: number, spend: StreamReading['spend']): Uint8Array {
  const [clear, end] = [256, 257];
  let unpacked = '';
  let table: string[] = [];
  let before = '';
  let [width, bits, bitCount] = [9, 0, 0];
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffffff;
    bitCount += 8;
    if (bitCount < width) continue;
    bitCount -= width;
    const code = (bits >> bitCount) & ((1 << width) - 1);
    if (code === end) break;
    if (code === clear) {
      [table, before, width] = [[], '', 9];
      continue;
    }
    const known = code < clear ? String.fromCharCode(code) : table[code - end - 1];
    // It may be the very one that it adds to the table.
    const part = known ?? before + before.charAt(0);
    spend(part.length);
    unpacked += part;
    if (before !== '' && table.length < 4_096) table.push(before + part.charAt(0));
    before = part;
    const next = table.length + end + 1 + early;
    width = next >= 2_048 ? 12 : next >= 1_024 ? 11 : next >= 512 ? 10 : 9;
  }
  return Uint8Array.from(unpacked, character => character.charCodeAt(0));
}

function unpackAscii85(bytes: Uint8Array, spend: StreamReading['spend']): Uint8Array {
  const [text = ''] = latin1(bytes).replace(/\s/g, '').replace(/^<~/, '').split('~');
  // No less than what comes out: `z` stands for four bytes, no other character for more than one.
  let most = 0;
  for (const character of text) most += character === 'z' ? 4 : 1;
  spend(most);
  const unpacked = new Uint8Array(most);
  let length = 0;
  for (const [group] of text.matchAll(/z|[!-u]{1,5}/g)) {
    let number = 0;
    for (const digit of group === 'z' ? '!!!!!' : group.padEnd(5, 'u'))
      number = number * 85 + digit.charCodeAt(0) - 33;
    const count = group === 'z' ? 4 : group.length - 1;
    for (let byte = 1; byte <= count; byte++) unpacked[length++] = Math.floor(number / 256 ** (4 - byte));
  }
  return unpacked.subarray(0, length);
}

/** @see https://www.w3.org/TR/png-3/#9Filters */
function unpredict(
  bytes: Uint8Array,
  predictor: number,
  { columns, bits }: { columns: number; bits: number },
): Uint8Array | undefined {
  if (predictor === 1) return bytes;
  const rowLength = Math.ceil((columns * bits) / 8);
  const isSane = rowLength > 0 && rowLength <= bytes.length;
  if (predictor < 10 || !isSane) return undefined;
  const pixel = Math.max(1, bits >> 3);
  const rows = new Uint8Array(Math.ceil(bytes.length / (rowLength + 1)) * rowLength);
  for (let from = 0, to = 0; from < bytes.length; from += rowLength + 1, to += rowLength) {
    const filter = bytes[from];
    for (let at = 0; at < rowLength; at++) {
      const left = at >= pixel ? (rows[to + at - pixel] ?? 0) : 0;
      const up = rows[to + at - rowLength] ?? 0;
      const corner = at >= pixel ? (rows[to + at - rowLength - pixel] ?? 0) : 0;
      rows[to + at] = (bytes[from + 1 + at] ?? 0) + expected(filter, left, up, corner);
    }
  }
  return rows;
}

/** What a byte is measured against, made of those around it. */
function expected(filter: number | undefined, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const byLeft = Math.abs(estimate - left);
  const byUp = Math.abs(estimate - up);
  const byCorner = Math.abs(estimate - corner);
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

/** One behind the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
