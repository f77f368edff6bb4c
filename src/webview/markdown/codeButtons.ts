import type { BlockAction, PanelStrings } from '../../chat/protocol.ts';

/** What stands in the header of a block of code. */
export interface CodeButtons {
  /** What the code is called, for screen readers; its language is said besides. */
  code: string;
  /** What the button that copies it says. */
  copy: string;
  /** What can be done with it besides. */
  actions: { action: BlockAction; label: string; icon: string }[];
}

const icons: Record<BlockAction, string> = {
  insert: 'insert',
  replace: 'replace',
  apply: 'diff',
  newFile: 'new-file',
  terminal: 'terminal',
};

const actions: readonly BlockAction[] = ['insert', 'replace', 'apply', 'newFile', 'terminal'];

/** For markup without a block of code in it. */
export const noButtons: CodeButtons = { code: '', copy: '', actions: [] };

/** The buttons of a block in an answer. */
export function answerButtons({ code, copyCode, blockActions }: PanelStrings): CodeButtons {
  return {
    code,
    copy: copyCode,
    actions: actions.map(action => ({ action, label: blockActions[action], icon: icons[action] })),
  };
}

export function isBlockAction(name: string | null): name is BlockAction {
  return actions.some(action => action === name);
}
