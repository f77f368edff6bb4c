import { tasks } from '../../tasks/index.ts';

/** Where a command stands besides the palette. */
export type Menu =
  | 'editorSubmenu'
  | 'explorerSubmenu'
  | 'lightbulb'
  | 'editorTitle'
  | 'viewTitle'
  | 'viewOverflow'
  | 'tagsTitle'
  | 'threadTitle'
  | 'threadReply';

export interface CommandContribution {
  id: string;
  title: string;
  /** A codicon; commands in the view's title bar need one. */
  icon?: string;
  menus?: readonly Menu[];
  /** When the command can be used, and stands in menus; a when clause. */
  enablement?: string;
  /** Makes sense only where it stands, and so is not in the palette. */
  notInPalette?: true;
}

/** The commands that are no tasks', with all that package.json says of them. The ids are the contract with keybindings. */
export const commands = [
  { id: 'gloss.translateComment', title: 'Translate Comment', menus: ['editorSubmenu', 'lightbulb'] },
  {
    id: 'gloss.translateAllComments',
    title: 'Translate All Comments in File',
    menus: ['editorSubmenu'],
  },
  {
    id: 'gloss.translateAllCommentsInFiles',
    title: 'Translate All Comments in Files',
    menus: ['explorerSubmenu'],
    notInPalette: true,
  },
  { id: 'gloss.peekTranslation', title: 'Peek Translation of Comment', menus: ['editorSubmenu'] },
  { id: 'gloss.toggleTranslations', title: 'Toggle Translations of Comments', menus: ['editorSubmenu'] },
  { id: 'gloss.clearTranslations', title: 'Forget Translations of Comments' },
  { id: 'gloss.translateForHover', title: 'Translate for Hover', notInPalette: true },
  {
    id: 'gloss.applyTranslation',
    title: 'Apply This Translation',
    icon: '$(check)',
    menus: ['editorTitle'],
    enablement: 'resourceScheme == gloss-translation',
  },
  {
    id: 'gloss.leaveComment',
    title: 'Leave This Comment as It Is',
    icon: '$(close)',
    menus: ['editorTitle'],
    enablement: 'resourceScheme == gloss-translation',
  },
  {
    id: 'gloss.applyTranslations',
    title: 'Apply All Translations',
    icon: '$(check-all)',
    menus: ['editorTitle'],
    enablement: 'resourceScheme == gloss-translation',
  },
  {
    id: 'gloss.discardTranslations',
    title: 'Discard Translations',
    icon: '$(discard)',
    menus: ['editorTitle'],
    enablement: 'resourceScheme == gloss-translation',
  },
  { id: 'gloss.runTask', title: 'Run Task…', menus: ['editorSubmenu'] },
  { id: 'gloss.newTask', title: 'New Task…' },
  { id: 'gloss.openTasksFolder', title: 'Open Tasks Folder' },
  {
    id: 'gloss.followUpRewrite',
    title: 'Follow Up on Rewrite…',
    icon: '$(comment)',
    menus: ['editorTitle'],
    enablement: 'resourceScheme == gloss-rewrite',
  },
  {
    id: 'gloss.applyRewriteChange',
    title: 'Apply This Change Alone',
    icon: '$(check)',
    menus: ['editorTitle'],
    enablement: 'resourceScheme == gloss-rewrite',
  },
  {
    id: 'gloss.leaveRewriteChange',
    title: 'Leave This Change Out',
    icon: '$(close)',
    menus: ['editorTitle'],
    enablement: 'resourceScheme == gloss-rewrite',
  },
  {
    id: 'gloss.applyRewrite',
    title: 'Apply Rewrite',
    icon: '$(check-all)',
    menus: ['editorTitle'],
    enablement: 'resourceScheme == gloss-rewrite',
  },
  {
    id: 'gloss.discardRewrite',
    title: 'Discard Rewrite',
    icon: '$(discard)',
    menus: ['editorTitle'],
    enablement: 'resourceScheme =~ /^gloss-rewrite/',
  },
  // Comes and goes, and so stands behind those that would move under the mouse.
  {
    id: 'gloss.takeRewriteChange',
    title: 'Take Last Change Back In',
    icon: '$(redo)',
    menus: ['editorTitle'],
    enablement: 'resourceScheme == gloss-rewrite && resource in gloss.rewritesInPart',
  },
  { id: 'gloss.addToChat', title: 'Add to Chat', menus: ['editorSubmenu', 'explorerSubmenu', 'lightbulb'] },
  { id: 'gloss.newChat', title: 'New Chat', icon: '$(add)', menus: ['viewTitle'] },
  {
    id: 'gloss.stop',
    title: 'Stop',
    icon: '$(debug-stop)',
    menus: ['viewTitle', 'threadTitle'],
    enablement: 'gloss.streaming',
  },
  { id: 'gloss.openHistory', title: 'History', icon: '$(history)', menus: ['viewTitle'] },
  { id: 'gloss.openChatInEditor', title: 'Open Chat in Editor', menus: ['viewOverflow'] },
  { id: 'gloss.renameChat', title: 'Rename Chat', menus: ['viewOverflow'] },
  { id: 'gloss.deleteChat', title: 'Delete Chat', menus: ['viewOverflow'] },
  { id: 'gloss.exportChat', title: 'Export Chat', menus: ['viewOverflow'] },
  { id: 'gloss.importChat', title: 'Import Chat', menus: ['viewOverflow'] },
  { id: 'gloss.showParameters', title: 'Request Parameters', icon: '$(settings)', menus: ['viewTitle'] },
  { id: 'gloss.selectModel', title: 'Select Provider and Model', icon: '$(server)', menus: ['viewOverflow'] },
  { id: 'gloss.selectTools', title: 'Choose Tools for Chats', icon: '$(tools)', menus: ['viewOverflow'] },
  { id: 'gloss.setApiKey', title: 'Set API Key', menus: ['viewOverflow'] },
  { id: 'gloss.clearApiKey', title: 'Clear API Key', menus: ['viewOverflow'] },
  { id: 'gloss.forgetRefusals', title: 'Forget What Models Refused' },
  { id: 'gloss.askInThread', title: 'Ask', menus: ['threadReply'], notInPalette: true },
  {
    id: 'gloss.openThreadInPanel',
    title: 'Open in Panel',
    icon: '$(comment-discussion)',
    menus: ['threadTitle'],
    notInPalette: true,
  },
  {
    id: 'gloss.closeThread',
    title: 'Close',
    icon: '$(close)',
    menus: ['threadTitle'],
    notInPalette: true,
  },
  { id: 'gloss.showLastRequest', title: 'Show Last Request', menus: ['viewOverflow'] },
  {
    id: 'gloss.copyRequest',
    title: 'Copy Request as curl',
    icon: '$(copy)',
    menus: ['editorTitle'],
    enablement: 'resourceScheme == gloss-request && resourceExtname == .json',
  },
  {
    id: 'gloss.sendAgain',
    title: 'Send Again with Other Parameters',
    icon: '$(debug-rerun)',
    menus: ['editorTitle'],
    enablement: 'resourceScheme == gloss-request && resourceExtname == .json',
  },
  { id: 'gloss.showUsage', title: 'Show Usage', menus: ['viewOverflow'] },
  { id: 'gloss.exportUsage', title: 'Export Usage as CSV' },
  { id: 'gloss.testConnection', title: 'Test Connection', menus: ['viewOverflow'] },
  { id: 'gloss.filterTags', title: 'Filter Tags', icon: '$(filter)', menus: ['tagsTitle'] },
  {
    id: 'gloss.clearTagFilter',
    title: 'Show All Tags',
    icon: '$(clear-all)',
    menus: ['tagsTitle'],
    enablement: 'gloss.tagsFiltered',
  },
  { id: 'gloss.refreshTags', title: 'Refresh Tags', icon: '$(refresh)', menus: ['tagsTitle'] },
] as const satisfies readonly CommandContribution[];

export type CommandId = (typeof commands)[number]['id'];

/** Every command, the tasks' first. */
export const allCommands: readonly CommandContribution[] = [
  ...tasks.flatMap(({ command, title, inLightbulb, overFiles }): CommandContribution[] =>
    command
      ? [
          {
            id: command,
            title,
            menus: [
              'editorSubmenu',
              ...(inLightbulb ? ['lightbulb' as const] : []),
              ...(overFiles ? ['explorerSubmenu' as const] : []),
            ],
          },
        ]
      : [],
  ),
  ...commands,
];
