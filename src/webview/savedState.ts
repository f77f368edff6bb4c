import type { Host } from './host.ts';

/** What the webview itself remembers of one conversation while it is hidden. */
export interface Saved {
  draft: string;
  /** Where the reader was, in CSS pixels from the top; `null` at the end of the transcript. */
  scrollTop: number | null;
}

const nothing: Saved = { draft: '', scrollTop: null };

/** Reads what was saved for the conversation. State of an older version of the script counts as nothing. */
export function loadSaved(host: Host, conversation: string): Saved {
  return readAll(host.getState())[conversation] ?? nothing;
}

/** Saves for the conversation; one with nothing to remember leaves no entry behind. */
export function save(host: Host, conversation: string, changes: Partial<Saved>): void {
  const { [conversation]: previous = nothing, ...others } = readAll(host.getState());
  const saved = { ...previous, ...changes };
  const trivial = saved.draft === '' && saved.scrollTop === null;
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
    'scrollTop' in value &&
    (value.scrollTop === null || typeof value.scrollTop === 'number')
  );
}
