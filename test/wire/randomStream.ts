import type { EndState, ToolCall } from '../../src/openai/answer.ts';
import { seededRandom, splitAtRandom } from '../ui/webview/random.ts';

/** A body that a server could send, and what is known of it because it was made that way. */
export interface RandomStream {
  packets: Uint8Array<ArrayBuffer>[];
  /** The connection breaks behind the last packet. */
  reset: boolean;
  choices: number;
  texts: ReadonlyMap<number, string>;
  state: EndState;
  /** The server said so itself, or what it sent makes no sense: otherwise the connection is at fault. */
  failed: boolean;
  toolCalls: readonly ToolCall[];
}

/** An event, or something between events, and what it says. */
interface Piece {
  /** Lines without their ends; those of data last. */
  lines: string[];
  choice?: number;
  text?: string;
  finish?: string;
  call?: true;
  /** Nothing behind it counts. */
  last?: 'done' | 'failed';
}

const alphabets = [
  ['a', 'b', ' ', '.', '"', '\\', '/', '{', '}', '0'],
  ['ä', 'ß', 'é', '\u0301', '\u00AD', '\u2028', '\u200D', '\uFEFF', '\uFFFD'],
  ['世', '界', 'あ', '한'],
  ['🌍', '👩‍👩‍👧', '\u{1F1E9}\u{1F1EA}', '\u{10FFFF}', '𝄞'],
  ['\n', '\r', '\r\n', '\t', '\0', '\u001B'],
  ['data: ', '[DONE]', '\n\n', 'event: error\n', '{"error":{}}', '</script>', '```\n'],
];

/** The stream of a seed: the same in every run. */
export function randomStream(seed: number): RandomStream {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item => items[below(items.length)] ?? items[0];
  const chance = (probability: number) => random() < probability;

  const choices = chance(0.8) ? 1 : 2 + below(3);
  const data = (value: unknown) => dataLines(value);
  const lineEnd = pick(['\n', '\n', '\n', '\r\n', '\r']);
  const space = pick([' ', ' ', '']);

  function dataLines(value: unknown): string[] {
    const json = typeof value === 'string' ? value : JSON.stringify(value);
    // JSON may have a line break before any name of a field; within a text it is written as an escape.
    const parts = typeof value !== 'string' && chance(0.1) ? json.split(/(?="choices":|"delta":)/) : [json];
    return parts.map(part => `data:${space}${part}`);
  }

  function randomText(): string {
    const alphabet = pick([alphabets[0], ...alphabets.slice(1), alphabets.flat()] as [
      string[],
      ...string[][],
    ]);
    return Array.from({ length: below(60) }, () => alphabet[below(alphabet.length)] ?? '').join('');
  }

  function chunk(index: number, delta: unknown, finish: string | null): string[] {
    const choice = { ...(index === 0 && chance(0.1) ? {} : { index }), delta, finish_reason: finish };
    const usage = chance(0.1) ? { usage: pick([null, { prompt_tokens: 1 }]) } : {};
    return data({ id: 'x', object: 'chat.completion.chunk', choices: [choice], ...usage });
  }

  function piecesOf(choice: number): Piece[] {
    const deltas = splitAtRandom(randomText(), 1 + below(8), random);
    const reason = pick(['stop', 'stop', 'stop', 'length', 'content_filter', 'eos']);
    const pieces = deltas.map(
      (text): Piece => ({ lines: chunk(choice, { content: text }, null), choice, text }),
    );
    if (choice === 0 && chance(0.15)) pieces.push(...callPieces());
    if (chance(0.3)) {
      const text = randomText();
      pieces.push({ lines: chunk(choice, { content: text }, reason), choice, text, finish: reason });
    } else {
      pieces.push({ lines: chunk(choice, {}, reason), choice, finish: reason });
    }
    if (chance(0.1)) pieces.push({ lines: chunk(choice, { content: 'LATE' }, null), choice });
    return pieces;
  }

  const calls: ToolCall[] = [];
  function callPieces(): Piece[] {
    return Array.from({ length: 1 + below(3) }, (_, index) => {
      const call = {
        id: `call_${seed}_${index}`,
        name: `f${index}`,
        arguments: JSON.stringify({ p: randomText() }),
      };
      calls.push(call);
      const given = chance(0.5) ? { index } : { index: 0, id: call.id };
      const parts = splitAtRandom(call.arguments, 1 + below(4), random);
      return parts.map((part, at): Piece => {
        const begin = at === 0 ? { id: call.id, type: 'function' } : {};
        const named = { ...(at === 0 ? { name: call.name } : {}), arguments: part };
        const delta = { tool_calls: [{ ...given, ...begin, function: named }] };
        return { lines: chunk(0, delta, null), choice: 0, call: true };
      });
    }).flat();
  }

  /** What nobody should notice. */
  function noise(): Piece {
    const lines = pick<() => string[]>([
      () => [': keep-alive'],
      () => ['data:'],
      () => ['event: ping', 'data: {"type":"ping"}'],
      () => ['id: 7', 'retry: 100', 'x-unknown: 1'],
      () => data({ choices: [] }),
      () => data({ choices: [{ index: 0, delta: { reasoning_content: randomText() } }] }),
      () => data({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 4 } }),
    ])();
    return { lines };
  }

  const failures: readonly [() => string[], ...(() => string[])[]] = [
    () => data({ error: { message: 'no', code: pick([null, 500, 'server_error']) } }),
    () => ['event: error', ...data({ message: 'no' })],
    () => [`error: ${JSON.stringify({ code: 500, message: 'no' })}`],
    () => data({ object: 'error', message: 'no', code: 400 }),
    () => data('{"choices":[{"index":0,"delta":{"content":"x'),
    () => data({ choices: [{ delta: { content: 7 } }] }),
    () => data('[DONE] '),
  ];

  // Every choice in its own order, and all of them mixed.
  const lanes = Array.from({ length: choices }, (_, choice) => piecesOf(choice));
  const pieces: Piece[] = [];
  while (lanes.some(lane => lane.length > 0)) {
    const lane = lanes[below(lanes.length)];
    const piece = chance(0.15) ? noise() : lane?.shift();
    if (piece) pieces.push(piece);
  }
  const ending = pick(['done', 'done', 'done', 'eof', 'cut', 'reset', 'failed']);
  if (ending === 'failed') {
    pieces.splice(below(pieces.length + 1), 0, { lines: pick(failures)(), last: 'failed' });
  }
  if (ending !== 'eof') pieces.push({ lines: data('[DONE]'), last: 'done' });
  if (chance(0.1)) pieces.push({ lines: ['data: {"choices":[{"delta":{"content":"LATE"}}]}'] });
  if (ending === 'eof') pieces.splice(pieces.length, 0, noise());

  const written = pieces.map(({ lines }) => lines.join(lineEnd) + lineEnd + lineEnd);
  const opening = pick(['', '', '', '\uFEFF', `${lineEnd}${lineEnd}`]);
  const bytes = Buffer.from(opening + written.join(''));
  const isBroken = ending === 'cut' || ending === 'reset';
  const size = isBroken ? below(bytes.length + 1) : bytes.length;

  const held: Piece[] = [];
  let begin = Buffer.byteLength(opening);
  for (const [index, piece] of pieces.entries()) {
    const length = Buffer.byteLength(written[index] ?? '');
    // A clean end closes the last line; a reset leaves it open. Of CR LF the first half ends a line, too.
    const open = ending === 'reset' ? lineEnd.length - 1 : 2 * lineEnd.length;
    if (begin + length - open > size) break;
    held.push(piece);
    begin += length;
  }
  return {
    packets: inPackets(bytes.subarray(0, size), below, chance),
    reset: ending === 'reset',
    choices,
    ...knownOf(held, choices, calls),
  };
}

/** Packets of random sizes, some of one byte and some of none. */
function inPackets(
  bytes: Buffer<ArrayBuffer>,
  below: (limit: number) => number,
  chance: (probability: number) => boolean,
): Uint8Array<ArrayBuffer>[] {
  const largest = chance(0.2) ? 2 : chance(0.5) ? 40 : 4_000;
  const packets: Uint8Array<ArrayBuffer>[] = [];
  for (let begin = 0; begin < bytes.length; ) {
    const size = below(largest + 1);
    packets.push(bytes.subarray(begin, begin + size));
    begin += size;
  }
  return packets;
}

function knownOf(
  held: readonly Piece[],
  choices: number,
  calls: readonly ToolCall[],
): Pick<RandomStream, 'texts' | 'state' | 'failed' | 'toolCalls'> {
  const texts = new Map<number, string>();
  const reasons = new Map<number, string | undefined>();
  let last: Piece['last'];
  let called = false;
  for (const piece of held) {
    last = piece.last;
    if (last) break;
    const { choice, text = '', finish, call } = piece;
    if (choice === undefined || reasons.get(choice)) continue;
    texts.set(choice, (texts.get(choice) ?? '') + text);
    reasons.set(choice, finish);
    called ||= call ?? false;
  }
  for (const [choice, text] of texts) {
    // Half of a character is not shown while the other half may still come.
    const whole = reasons.get(choice) ? text : text.replace(/[\uD800-\uDBFF]$/, '');
    if (whole) texts.set(choice, whole);
    else texts.delete(choice);
  }
  const all = [...reasons.values()];
  const finished = all.length > 0 && !all.includes(undefined) && (last === 'done' || all.length === choices);
  const begun = texts.size > 0 || called;
  const state =
    last === 'failed' || !finished
      ? begun
        ? 'interrupted'
        : 'error'
      : all.includes('content_filter')
        ? 'filtered'
        : all.includes('length')
          ? 'cut'
          : 'complete';
  return { texts, state, failed: last === 'failed', toolCalls: state === 'complete' ? calls : [] };
}
