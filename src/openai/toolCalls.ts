import type { ToolCall } from './answer.ts';
import type { ToolDelta } from './chunk.ts';
import { parseJson } from './parseJson.ts';

/** The API's own limit of tools is 128. */
const mostCalls = 128;

interface OpenCall {
  index: number | undefined;
  id: string;
  name: string;
  pieces: string[];
}

/**
 * Tool calls, put together from their pieces: by id where a piece has one, else by index, else it goes on with the call
 * before it. Servers count from 1, leave gaps, give every call the index 0 or none at all, and repeat ids.
 */
export class ToolCalls {
  readonly #calls: OpenCall[] = [];

  /** @returns whether the piece belongs to a call; one that no request can lead to does not. */
  add({ index: given, id, function: part }: ToolDelta): boolean {
    const index = given === null || given === undefined ? undefined : Number(given);
    if (index !== undefined && !(Number.isInteger(index) && index >= 0 && index < mostCalls)) return false;
    const open = this.#find(index, id || undefined);
    const call = open && !(part?.name && part.arguments && isWhole(open)) ? open : this.#begin(index, id);
    if (!call) return false;
    call.id ||= id ?? '';
    // Some servers repeat the whole name with every piece, others split it.
    if (part?.name && part.name !== call.name) call.name += part.name;
    if (part?.arguments) call.pieces.push(part.arguments);
    return true;
  }

  get size(): number {
    return this.#calls.length;
  }

  /** The calls in the order in which they began. One without an id, or with that of another, is given one. */
  all(): ToolCall[] {
    const taken = new Set<string>();
    return this.#calls.map(({ id: given, name, pieces }, at) => {
      let id = given;
      for (let number = at; id === '' || taken.has(id); number += 1) id = `call_${number}`;
      taken.add(id);
      return { id, name, arguments: pieces.join('') };
    });
  }

  #find(index: number | undefined, id: string | undefined): OpenCall | undefined {
    const named = id === undefined ? undefined : this.#calls.findLast(call => call.id === id);
    if (named) return named;
    const current =
      index === undefined ? this.#calls.at(-1) : this.#calls.findLast(call => call.index === index);
    // Another id under an index that is taken is another call.
    return current && id !== undefined && current.id !== '' ? undefined : current;
  }

  #begin(index: number | undefined, id: string | null | undefined): OpenCall | undefined {
    if (this.#calls.length === mostCalls) return undefined;
    const call: OpenCall = { index, id: id ?? '', name: '', pieces: [] };
    this.#calls.push(call);
    return call;
  }
}

/** An object that is whole cannot go on: who then names a function again begins another call. */
function isWhole({ pieces }: OpenCall): boolean {
  if (!pieces.at(-1)?.trimEnd().endsWith('}')) return false;
  return parseJson(pieces.join('')) !== undefined;
}
