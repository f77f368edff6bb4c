import type { Host } from './host.ts';

/** How long the typing must pause before the host is told, in milliseconds. */
const pause = 200;

export interface DraftFeed {
  /** Call whenever the text of the composer, or whether the drawer is open, may have changed. */
  follow(open: boolean, draft: string): void;
}

/** Tells the host what stands in the composer while the drawer shows what would be sent, and never otherwise. */
export function createDraftFeed(host: Host): DraftFeed {
  let told: string | undefined;
  /** Will be told after the pause. */
  let pending: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (draft: string) => {
    told = draft;
    pending = undefined;
    host.postMessage({ type: 'draft', text: draft });
  };
  return {
    follow(open, draft) {
      // An answer that streams makes the panel ask again with every frame, which must not put the moment off.
      if (open && draft === (pending ?? told)) return;
      clearTimeout(timer);
      pending = undefined;
      if (!open) told = undefined;
      // Nobody is in the middle of typing when the drawer has just opened, or the text has just been sent.
      else if (told === undefined || draft === '') tell(draft);
      else if (draft !== told) {
        pending = draft;
        timer = setTimeout(() => tell(draft), pause);
      }
    },
  };
}
