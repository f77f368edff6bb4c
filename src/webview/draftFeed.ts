import type { Host } from './host.ts';

/** How long the typing must pause before the host is told, in milliseconds. */
const pause = 200;

export interface DraftFeed {
  /** Call whenever the text of the composer may have changed. */
  follow(draft: string): void;
}

/** Tells the host what stands in the composer, so that it can say what that would cost. */
export function createDraftFeed(host: Host): DraftFeed {
  // A host that has heard nothing takes it for empty.
  let told = '';
  /** Will be told after the pause. */
  let pending: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (draft: string) => {
    told = draft;
    pending = undefined;
    host.postMessage({ type: 'draft', text: draft });
  };
  return {
    follow(draft) {
      // An answer that streams makes the panel ask again with every frame, which must not put the moment off.
      if (draft === (pending ?? told)) return;
      clearTimeout(timer);
      pending = undefined;
      // Nobody is in the middle of typing when the text has just been sent.
      if (draft === '') tell(draft);
      else if (draft !== told) {
        pending = draft;
        timer = setTimeout(() => tell(draft), pause);
      }
    },
  };
}
