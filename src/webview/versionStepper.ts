import type { BranchView, PanelStrings } from '../chat/protocol.ts';
import { element, iconButton, isDisabled, setDisabled } from './elements.ts';

export interface VersionStepper {
  element: HTMLElement;
  /** Hidden when there is one version only. */
  show(branch: BranchView | undefined): void;
}

/** Steps through the turns in one place: `‹ 2/3 ›`. */
export function createVersionStepper(strings: PanelStrings, onStep: (by: -1 | 1) => void): VersionStepper {
  const previous = iconButton('previous-version', strings.previous, 'chevron-left');
  const next = iconButton('next-version', strings.next, 'chevron-right');
  const place = element('span', { class: 'version' });
  const stepper = element('div', { class: 'stepper', role: 'group' });
  for (const [button, by] of [
    [previous, -1],
    [next, 1],
  ] as const) {
    button.addEventListener('click', () => {
      if (!isDisabled(button)) onStep(by);
    });
  }
  return {
    element: stepper,
    show(branch) {
      stepper.hidden = branch === undefined;
      if (!branch) return;
      // Most turns never have a second version.
      if (!stepper.hasChildNodes()) stepper.append(previous, place, next);
      const { index, count } = branch;
      place.textContent = `${index + 1}/${count}`;
      stepper.setAttribute('aria-label', versionWords(branch, strings));
      setDisabled(previous, index === 0);
      setDisabled(next, index === count - 1);
    },
  };
}

/** For screen readers: which version of how many. */
export function versionWords({ index, count }: BranchView, { version }: PanelStrings): string {
  return version.replace('{0}', String(index + 1)).replace('{1}', String(count));
}
