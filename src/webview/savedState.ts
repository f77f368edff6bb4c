import type { Host } from './host.ts';
import type { ReadingPlace } from './readingPlace.ts';

/** What the webview itself remembers of one conversation while it is hidden. */
export interface Saved {
  draft: string;
  /** Where the reader was; `null` at the end of the transcript. */
  place: ReadingPlace | null;
}

const nothing: Saved = { draft: '', place: null };

/** Reads what was saved for the conversation. State of an older version of the script counts as nothing. */
export function loadSaved(host: Host, conversation: string): Saved {
  return readAll(host.getState())[conversation] ?? nothing;
}

/** Saves for the conversation; one with nothing to remember leaves no entry behind. */
export function save(host: Host, conversation: string, changes: Partial<Saved>): void {
  const { [conversation]: previous = nothing, ...others } = readAll(host.getState());
  const saved = { ...previous, ...changes };
  const trivial = saved.draft === '' && saved.place === null;
  host.setState(trivial ? others : { ...others, [conversation]: saved });
}

function readAll(state: unknown): Record<string, Saved> {
  if (typeof state !== 'object' || state === null) return {};
  return Object.fromEntries(
    Object.entries(state).filter((entry): entry is [string, Saved] => isSaved(entry[1])),
  );
}

function isSaved(value: unknown): value is Saved {
  return (
    typeof value === 'object' &&
    value !== null &&
    'draft' in value &&
    typeof value.draft === 'string' &&
    'place' in value &&
    (value.place === null || isPlace(value.place))
  );
}

function isPlace(value: unknown): value is ReadingPlace {
  return (
    typeof value === 'object' &&
    value !== null &&
    'turn' in value &&
    typeof value.turn === 'string' &&
    'offset' in value &&
    typeof value.offset === 'number'
  );
}
