import type { PanelView, SuggestionView } from '../chat/protocol.ts';
import { createComposer } from './composer.ts';
import { createDraftFeed } from './draftFeed.ts';
import { element, iconButton } from './elements.ts';
import { followEnd } from './followEnd.ts';
import { hasFocus } from './hasFocus.ts';
import type { Host } from './host.ts';
import { createNoticeBar } from './noticeBar.ts';
import { isStreaming } from './panelState.ts';
import { createParametersDrawer, type ParametersDrawer } from './parametersDrawer.ts';
import { placeTop, type ReadingPlace, readingPlace } from './readingPlace.ts';
import { loadSaved, save } from './savedState.ts';
import { createTranscript } from './transcript.ts';

export interface Panel {
  show(view: PanelView): void;
  announce(message: string): void;
  focusComposer(): void;
  addPicture(name: string, bytes: Uint8Array<ArrayBuffer>): void;
  /** @param request the number of what was asked about. */
  suggest(request: number, items: readonly SuggestionView[]): void;
}

/** Builds the panel in `root`, empty until it is shown a view. */
export function createPanel(root: HTMLElement, { strings }: PanelView, host: Host): Panel {
  let conversation: string | undefined;
  /** Where the reader was, in a turn that is asked for while there are so many earlier ones. */
  let awaited: { place: ReadingPlace; earlier: number } | undefined;
  let lastQuestion: string | undefined;
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
  const notice = createNoticeBar(host, strings);
  const drafts = createDraftFeed(host);
  let drawer: ParametersDrawer | undefined;
  const composer = createComposer({
    host,
    strings,
    surface: root,
    announce,
    onDraft(draft) {
      remember({ draft });
      drafts.follow(draft);
    },
    onSend() {
      // It stays the saved draft until a question comes: the host may be gone, and never get it.
      drafts.follow('');
      end.follow();
    },
    onOldest: () => transcript.askEarlier(),
  });
  transcript.element.addEventListener('scrollend', () => {
    const place = end.isFollowing() ? undefined : readingPlace(transcript.element, transcript.content);
    remember({ place: place ?? null });
  });
  jump.addEventListener('click', () => {
    end.follow();
    // The button is about to vanish.
    composer.focus();
  });
  const frame = element('div', { class: 'transcript-frame' }, transcript.element, jump);
  const stage = element('div', { class: 'stage' }, frame);
  const title = element('h1', { class: 'visually-hidden' }, strings.transcript);
  root.replaceChildren(title, notice.element, stage, composer.element, status);

  const closeDrawer = () => {
    // First, so that what was being entered is entered, and the focus is not lost with the drawer.
    composer.focusParameters();
    host.postMessage({ type: 'showParameters', open: false });
  };
  const showDrawer = ({ parameters }: PanelView) => {
    if (parameters && drawer) drawer.show(parameters);
    else if (parameters) {
      drawer = createParametersDrawer({ host, strings, announce, onClose: closeDrawer });
      drawer.show(parameters);
      stage.append(drawer.element);
      // Not when the panel itself has just come: nobody asked for the focus then.
      if (conversation !== undefined) drawer.focus();
    } else if (drawer) {
      if (drawer.element.contains(document.activeElement)) composer.focusParameters();
      drawer.element.remove();
      drawer = undefined;
    }
    // Covered, not removed, so that it keeps its place and follows its end behind the drawer.
    frame.classList.toggle('covered', drawer !== undefined);
  };

  const enterConversation = (view: PanelView) => {
    // A question that was being typed goes along into a new conversation, and stays behind when an old one is opened.
    const typed = conversation === undefined || view.turns.length > 0 ? '' : composer.draft();
    if (typed !== '') remember({ draft: '' });
    conversation = view.conversation;
    const saved = loadSaved(host, conversation);
    composer.restore(saved.draft || typed);
    remember({ draft: saved.draft || typed });
    awaited = undefined;
    const { place } = saved;
    if (place && goTo(place)) return;
    end.follow();
    if (!place) return;
    awaited = { place, earlier: view.earlier };
    transcript.askEarlier(place.turn);
  };
  /** @returns whether the place is there. */
  const goTo = (place: ReadingPlace): boolean => {
    const top = placeTop(place, transcript.element, transcript.content);
    if (top !== undefined) end.goTo(top);
    return top !== undefined;
  };

  return {
    announce,
    focusComposer: () => composer.focus(),
    addPicture: (name, bytes) => void composer.addPicture(bytes, name),
    suggest: (request, items) => composer.suggest(request, items),
    show(view) {
      const vanishing = [transcript.element, notice.element];
      const focusMayVanish = vanishing.some(part => part.contains(document.activeElement));
      notice.show(view.notice);
      transcript.show(view);
      const parametersOpen = view.parameters !== undefined;
      composer.show(view, { streaming: isStreaming(view), parametersOpen, sent: sentIn(view) });
      showDrawer(view);
      // What had it may be gone, as a retry button is once the answer begins anew.
      if (focusMayVanish && !hasFocus(root)) composer.focus();
      if (view.conversation !== conversation) enterConversation(view);
      else if (awaited && awaited.earlier !== view.earlier) {
        goTo(awaited.place);
        awaited = undefined;
      }
      const question = view.turns.findLast(turn => turn.role === 'user')?.id;
      if (question !== lastQuestion) {
        // Sent just before the panel was left, it has come back as a draft.
        if (composer.draft() === sentIn(view).at(-1)) composer.restore('');
        remember({ draft: composer.draft() });
      }
      lastQuestion = question;
      drafts.follow(composer.draft());
    },
  };
}

/** The user's own words, which can be called back; the titles of commands are none. */
function sentIn({ turns }: PanelView): string[] {
  return turns.flatMap(turn => (turn.role === 'user' && turn.editable ? [turn.text] : []));
}
