/**
 * Keys for what tests need of the editor itself, with the commands that each runs in turn. The palette, through which they
 * run Gloss's own commands as a user would, takes half a second to open.
 */
const shortcuts = {
  closeEditors: {
    press: 'Control+Alt+F5',
    commands: ['workbench.action.closeQuickOpen', 'workbench.action.closeAllEditors'],
  },
  clearNotifications: {
    press: 'Control+Alt+F6',
    commands: ['workbench.action.closeQuickOpen', 'notifications.clearAll'],
  },
  revert: { press: 'Control+Alt+F7', commands: ['workbench.action.files.revert'] },
  showNotifications: { press: 'Control+Alt+F8', commands: ['notifications.showList'] },
  hideNotifications: { press: 'Control+Alt+F9', commands: ['notifications.hideList'] },
  showExplorer: { press: 'Control+Alt+F10', commands: ['workbench.view.explorer'] },
  closeBottom: { press: 'Control+Alt+Shift+F6', commands: ['workbench.action.closePanel'] },
  openSettings: { press: 'Control+Alt+Shift+F5', commands: ['workbench.action.openSettingsJson'] },
} as const;

export type Shortcut = keyof typeof shortcuts;

/** The key to press, as Playwright names it. */
export function keyOf(shortcut: Shortcut): string {
  return shortcuts[shortcut].press;
}

/** Entries for the user's keybindings.json. */
export const shortcutBindings = Object.values(shortcuts).map(({ press, commands }) => ({
  key: press.replace('Control', 'ctrl').toLowerCase(),
  command: 'runCommands',
  args: { commands },
}));
