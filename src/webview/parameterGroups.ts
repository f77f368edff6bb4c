import type { PanelStrings } from '../chat/protocol.ts';
import type { DrawerPart } from './drawerPart.ts';
import { element, newId } from './elements.ts';
import type { Host } from './host.ts';
import { type ParameterField, parameterField } from './parameterField.ts';

/** The parameters under their headings. Fields are kept by their keys, for as long as the model takes the parameter. */
export function parameterGroups(host: Host, strings: PanelStrings): DrawerPart {
  const groups = new Map<string, HTMLElement>();
  const fields = new Map<string, ParameterField>();
  const root = element('div', { class: 'groups' });
  let shownFor: string | undefined;

  const groupOf = (title: string): HTMLElement => {
    const known = groups.get(title);
    if (known) return known;
    const headingId = newId();
    const group = element(
      'div',
      { class: 'group', role: 'group', 'aria-labelledby': headingId },
      element('h3', { id: headingId }, title),
    );
    groups.set(title, group);
    return group;
  };

  return {
    element: root,
    show(view) {
      const showsFor = JSON.stringify([view.chosen, view.scope]);
      const anew = shownFor !== undefined && shownFor !== showsFor;
      shownFor = showsFor;
      keepOnly(groups, new Set(view.groups.map(({ title }) => title)), group => group);
      const keys = view.groups.flatMap(group => group.fields.map(({ key }) => key));
      keepOnly(fields, new Set(keys), field => field.element);

      view.groups.forEach((group, place) => {
        const made = groupOf(group.title);
        putAt(root, place, made);
        group.fields.forEach((view, index) => {
          const field = fields.get(view.key) ?? parameterField(view, host, strings);
          fields.set(view.key, field);
          field.show(view, anew);
          // The heading comes first.
          putAt(made, index + 1, field.element);
        });
      });
    },
  };
}

/** Takes what is not wanted any more off the page, before the rest is put in order: what stays then need not move. */
function keepOnly<Kept>(
  map: Map<string, Kept>,
  wanted: ReadonlySet<string>,
  elementOf: (kept: Kept) => HTMLElement,
): void {
  for (const [key, kept] of map) {
    if (wanted.has(key)) continue;
    elementOf(kept).remove();
    map.delete(key);
  }
}

/** Moves an element only if it is elsewhere: one that is moved loses the focus. */
function putAt(parent: HTMLElement, index: number, child: HTMLElement): void {
  const inPlace = parent.children[index];
  if (inPlace !== child) parent.insertBefore(child, inPlace ?? null);
}
