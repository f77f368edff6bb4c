import type { AttachedView, PanelStrings } from '../chat/protocol.ts';
import { element, icon, iconButton, textButton } from './elements.ts';
import type { Host } from './host.ts';
import { thumbnailOf } from './thumbnail.ts';

export interface AttachedStrip {
  element: HTMLElement;
  show(attached: readonly AttachedView[]): void;
}

/**
 * What goes along with the next message, each with its tokens and a button that takes it away again.
 * @param onEmpty called when the focus was on a button that is gone, and no other is left to have it.
 */
export function createAttachedStrip(host: Host, strings: PanelStrings, onEmpty: () => void): AttachedStrip {
  const list = element('ul', { class: 'chips attached', role: 'list', 'aria-label': strings.attached });
  const chips = new Map<string, { view: AttachedView; element: HTMLElement }>();

  return {
    element: list,
    show(attached) {
      const hadFocus = [...list.children].findIndex(chip => chip.contains(document.activeElement));
      const ids = new Set(attached.map(({ id }) => id));
      for (const [id, { element: chip }] of chips) {
        if (ids.has(id)) continue;
        chip.remove();
        chips.delete(id);
      }
      for (const view of attached) {
        const known = chips.get(view.id);
        if (known && JSON.stringify(known.view) === JSON.stringify(view)) continue;
        const chip = chipOf(view, host, strings);
        const focused = known?.element.contains(document.activeElement) ? document.activeElement : null;
        if (known) known.element.replaceWith(chip);
        else list.append(chip);
        const action = focused?.getAttribute('data-action');
        if (action) chip.querySelector<HTMLElement>(`[data-action="${action}"]`)?.focus();
        chips.set(view.id, { view, element: chip });
      }
      list.hidden = attached.length === 0;
      if (hadFocus < 0 || list.contains(document.activeElement)) return;
      const next = list.children[Math.min(hadFocus, list.children.length - 1)]?.querySelector('button');
      if (next) next.focus();
      else onEmpty();
    },
  };
}

function chipOf(view: AttachedView, host: Host, strings: PanelStrings): HTMLElement {
  const { id, icon: name, label, detail, tokens, title, problem, thumbnail } = view;
  const remove = iconButton('detach', strings.detach.replace('{0}', `${label} ${detail}`.trim()), 'close');
  remove.addEventListener('click', () => host.postMessage({ type: 'detach', id }));
  const sign = thumbnail === undefined ? icon(name) : thumbnailOf(thumbnail);
  return element(
    'li',
    { class: problem === undefined ? 'chip' : 'chip wrong', title: problem ?? title, 'data-id': id },
    problem === undefined ? sign : icon('warning'),
    element('span', { class: 'chip-label' }, label),
    element('span', { class: 'chip-detail' }, [detail, tokens].filter(Boolean).join(' · ')),
    ...(problem === undefined ? [] : [element('span', { class: 'visually-hidden' }, problem)]),
    ...detailButton(view, host, strings),
    remove,
  );
}

/** A button that goes through how closely a picture may be looked at. */
function detailButton(
  { id, label, imageDetail }: AttachedView,
  host: Host,
  strings: PanelStrings,
): HTMLElement[] {
  if (imageDetail === undefined) return [];
  const button = textButton('image-detail', strings.imageDetails[imageDetail]);
  button.setAttribute('aria-label', `${label}: ${strings.imageDetails[imageDetail]}`);
  button.addEventListener('click', () => host.postMessage({ type: 'nextImageDetail', id }));
  return [button];
}
