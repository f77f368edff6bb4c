import type { PanelView } from '../chat/protocol.ts';
import { createComposer } from './composer.ts';
import { element, iconButton } from './elements.ts';
import { followEnd } from './followEnd.ts';
import type { Host } from './host.ts';
import { isStreaming } from './panelState.ts';
import { loadSaved, save } from './savedState.ts';
import { createTranscript } from './transcript.ts';

export interface Panel {
  show(view: PanelView): void;
  announce(message: string): void;
  focusComposer(): void;
}

/** Builds the panel in `root`, empty until it is shown a view. */
export function createPanel(root: HTMLElement, { strings }: PanelView, host: Host): Panel {
  let conversation: string | undefined;
  const remember = (changes: Parameters<typeof save>[2]) => {
    if (conversation !== undefined) save(host, conversation, changes);
  };

  const status = element('div', { class: 'visually-hidden', role: 'status' });
  const announce = (message: string) => {
    status.textContent = message;
  };
  const transcript = createTranscript({ host, strings, announce });
  const jump = iconButton('jump-to-end', strings.jumpToEnd, 'arrow-down');
  jump.classList.add('jump');
  jump.hidden = true;
  const end = followEnd(transcript.element, transcript.content, following => {
    jump.hidden = following;
  });
  const composer = createComposer({
    host,
    strings,
    onDraft: draft => remember({ draft }),
    onSend: () => end.follow(),
  });
  transcript.element.addEventListener('scrollend', () => remember({ scrollTop: end.position() }));
  jump.addEventListener('click', () => {
    end.follow();
    // The button is about to vanish.
    composer.focus();
  });
  root.replaceChildren(
    element('div', { class: 'transcript-frame' }, transcript.element, jump),
    composer.element,
    status,
  );

  return {
    announce,
    focusComposer: () => composer.focus(),
    show(view) {
      const focusInTranscript = transcript.element.contains(document.activeElement);
      transcript.show(view);
      composer.show(view.model, isStreaming(view));
      // What had it may be gone, as a retry button is once the answer begins anew.
      if (focusInTranscript && !isShown(document.activeElement, root)) composer.focus();
      if (view.conversation === conversation) return;
      // A question that was being typed goes along into the new conversation.
      const typed = conversation === undefined ? '' : composer.draft();
      remember({ draft: '' });
      conversation = view.conversation;
      const saved = loadSaved(host, conversation);
      composer.restore(saved.draft || typed);
      remember({ draft: saved.draft || typed });
      end.restore(saved.scrollTop);
    },
  };
}

function isShown(focused: Element | null, root: HTMLElement): boolean {
  return focused !== null && root.contains(focused) && focused.checkVisibility();
}
