import type { ParametersView } from '../chat/protocol.ts';

/** A part of the drawer, which shows what concerns it of the whole view. */
export interface DrawerPart {
  element: HTMLElement;
  show(view: ParametersView): void;
}
