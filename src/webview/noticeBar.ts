import type { NoticeView, PanelStrings } from '../chat/protocol.ts';
import { element, icon, iconButton, textButton } from './elements.ts';
import type { Host } from './host.ts';

export interface NoticeBar {
  element: HTMLElement;
  show(notice: NoticeView | undefined): void;
}

/** A line above everything else with what the user should know today, and what can be done about it. */
export function createNoticeBar(host: Host, strings: PanelStrings): NoticeBar {
  let shown: NoticeView | undefined;

  const message = element('span', { class: 'notice-message' });
  const accept = textButton('accept-notice', '');
  const dismiss = iconButton('dismiss-notice', strings.dismiss, 'close');
  const bar = element(
    'div',
    { class: 'notice-bar', 'data-part': 'notice', role: 'status', hidden: '' },
    icon('warning'),
    message,
    dismiss,
  );
  accept.addEventListener('click', () => host.postMessage({ type: 'notice', accept: true }));
  dismiss.addEventListener('click', () => host.postMessage({ type: 'notice', accept: false }));

  return {
    element: bar,
    show(notice) {
      // What has not changed is not written again: a screen reader would say it again.
      if (notice?.message === shown?.message && notice?.accept === shown?.accept) return;
      shown = notice;
      bar.hidden = notice === undefined;
      message.textContent = notice?.message ?? '';
      accept.textContent = notice?.accept ?? '';
      // A button without words is one that nobody can name, seen or not.
      if (notice?.accept === undefined) accept.remove();
      else dismiss.before(accept);
    },
  };
}
