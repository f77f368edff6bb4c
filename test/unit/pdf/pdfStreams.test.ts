import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { isDict, latin1, type PdfDict, PdfReader } from '../../../src/pdf/pdfObjects.ts';
import { unpack } from '../../../src/pdf/pdfStreams.ts';
import { random } from '../random.ts';
import { bytes } from './builtPdf.ts';

async function unpacked(packed: Uint8Array, entries: string): Promise<string | undefined> {
  const [dict] = new PdfReader(bytes(`<< ${entries} >>`)).next().values;
  assert.ok(isDict(dict));
  const found = await unpack({ dict, packed }, { get: value => value ?? null, spend: () => {} });
  return found && latin1(found);
}

const text = 'BT /F 12 Tf (Hello) Tj ET '.repeat(400);
const flate = '/Filter /FlateDecode';
const zipped = deflateSync(bytes(text));

/** As an encoder without a table to begin with writes it: it counts its entries one ahead of who reads. */
function lzw(from: string, early: number): Uint8Array {
  let bits = '';
  let table = new Map<string, number>();
  let count = 258;
  const write = (code: number) => {
    const width = count + early > 2_048 ? 12 : count + early > 1_024 ? 11 : count + early > 512 ? 10 : 9;
    bits += code.toString(2).padStart(width, '0');
  };
  const codeOf = (part: string) => (part.length === 1 ? part.charCodeAt(0) : (table.get(part) ?? 0));
  write(256);
  let part = '';
  for (const character of from) {
    const longer = part + character;
    if (longer.length === 1 || table.has(longer)) {
      part = longer;
      continue;
    }
    write(codeOf(part));
    table.set(longer, count++);
    part = character;
    if (count === 4_094) {
      write(codeOf(part));
      count++;
      write(256);
      [table, count, part] = [new Map(), 258, ''];
    }
  }
  if (part) write(codeOf(part));
  count++;
  write(257);
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], byte => Number.parseInt(byte.padEnd(8, '0'), 2));
}

describe('a stream', () => {
  it('may have no filter', async () => assert.equal(await unpacked(bytes(text), ''), text));

  it('may be deflated, by either name, and more than once', async () => {
    assert.equal(await unpacked(zipped, flate), text);
    assert.equal(await unpacked(zipped, '/F [/Fl]'), text);
    assert.equal(await unpacked(deflateSync(zipped), '/Filter [/FlateDecode /FlateDecode]'), text);
  });

  it('may have more behind it that is none of it', async () => {
    for (const more of ['\n', '\r\n', ' \r\n\n'])
      assert.equal(await unpacked(Buffer.concat([zipped, bytes(more)]), flate), text);
  });

  it('that breaks off has what comes before', async () => {
    const noise = random(7);
    const long = Array.from({ length: 40_000 }, () =>
      String.fromCharCode(32 + Math.floor(noise() * 90)),
    ).join('');
    const packed = deflateSync(bytes(long));
    const found = await unpacked(packed.subarray(0, packed.length / 2), flate);
    assert.ok(found && found.length > 10_000 && long.startsWith(found), `${found?.length} characters`);
    assert.equal(await unpacked(packed.subarray(0, -4), flate), long, 'without the checksum');
  });

  it('may be in hexadecimal digits', async () => {
    assert.equal(await unpacked(bytes('48 65\n6C6c 6F7>'), '/Filter /ASCIIHexDecode'), 'Hellop');
  });

  it('may be in ASCII85', async () => {
    const packed =
      '9jqo^BlbD-BleB1DJ+*+F(f,q/0JhKF<GL>Cj@.4Gp$d7F!,L7@<6@)/0JDEF<G%<+EV:2F!,O<\nDJ+*.@<*K0@<6L(Df-\\0Ec5e;DffZ(EZee.~>';
    const plain = 'Man is distinguished, not only by his reason, but by this singular passion from other an';
    assert.equal(await unpacked(bytes(packed), '/Filter /ASCII85Decode'), plain);
    assert.equal(await unpacked(bytes('z9jqo^z~>'), '/Filter /A85'), '\0\0\0\0Man \0\0\0\0');
  });

  it('may be in LZW, whose codes get longer early or not', async () => {
    const noise = random(3);
    const long = Array.from({ length: 30_000 }, () => 'abcd'[Math.floor(noise() * 4)]).join('');
    for (const from of ['', 'a', 'aaaaaaaaaaa', text, long]) {
      assert.equal(await unpacked(lzw(from, 1), '/Filter /LZWDecode'), from, 'early');
      assert.equal(
        await unpacked(lzw(from, 0), '/Filter /LZW /DecodeParms << /EarlyChange 0 >>'),
        from,
        'late',
      );
    }
  });

  it('may say of each byte how it differs from those around it', async () => {
    const rows = [
      [0, 10, 20, 30, 40],
      [1, 10, 1, 1, 1],
      [2, 1, 2, 3, 4],
      [3, 10, 10, 10, 10],
      [4, 1, 1, 1, 1],
    ];
    const expected = [
      [10, 20, 30, 40],
      [10, 11, 12, 13],
      [11, 13, 15, 17],
      [15, 24, 29, 33],
      [16, 25, 30, 34],
    ];
    const parameters = '/DecodeParms << /Predictor 15 /Columns 4 >>';
    const found = await unpacked(deflateSync(Uint8Array.from(rows.flat())), `${flate} ${parameters}`);
    assert.deepEqual(
      [...(found ?? '')].map(character => character.charCodeAt(0)),
      expected.flat(),
    );
    const wide = '/DecodeParms [<< /Predictor 12 /Columns 2 /Colors 2 >>]';
    assert.deepEqual(
      bytes((await unpacked(deflateSync(Uint8Array.of(1, 1, 2, 3, 4)), `${flate} ${wide}`)) ?? ''),
      Uint8Array.of(1, 2, 4, 6),
    );
  });

  it('of another kind is not read', async () => {
    assert.equal(await unpacked(zipped, '/Filter /DCTDecode'), undefined);
    assert.equal(await unpacked(zipped, '/Filter [/FlateDecode /JPXDecode]'), undefined);
    assert.equal(await unpacked(zipped, `${flate} /DecodeParms << /Predictor 2 >>`), undefined);
    assert.equal(
      await unpacked(zipped, `${flate} /DecodeParms << /Predictor 15 /Columns 1000000000 >>`),
      undefined,
    );
  });

  it('stops where too much comes out', async () => {
    const bombs: [filter: string, packed: Uint8Array][] = [
      ['FlateDecode', deflateSync(new Uint8Array(50_000_000))],
      ['ASCII85Decode', bytes('z'.repeat(300_000))],
      ['ASCIIHexDecode', bytes('00'.repeat(300_000))],
    ];
    for (const [filter, packed] of bombs) {
      const dict: PdfDict = new Map([['Filter', filter]]);
      let spent = 0;
      const spend = (count: number) => {
        spent += count;
        if (spent > 200_000) throw new Error('enough');
      };
      await assert.rejects(
        unpack({ dict, packed }, { get: value => value ?? null, spend }),
        /enough/,
        filter,
      );
      assert.ok(spent < 2_000_000, `${filter}: ${spent} bytes`);
    }
  });
});
