import { allCommands, type Menu } from './commands.ts';
import { allSettings } from './settings.ts';
import { chatEditor, panelView, tagsView, threadController } from './views.ts';

/** What the panel's view stands in. */
const container = 'gloss';
const submenu = 'gloss.editor';
const explorerSubmenu = 'gloss.explorer';
/** The conversation beside the code, a comment thread. */
const inThread = `commentController == ${threadController}`;

/** Settings that decide how a result is shown or written. All others change what is sent. */
const ofResults = ['gloss.intent.threshold', 'gloss.translate.keepOriginal'];

/** An English text that package.json refers to as `%key%`, so that it can be translated. */
type Texts = Record<string, string>;

/**
 * What package.json contributes and the texts of package.nls.json, made from the catalogues. A script writes them there;
 * a test holds them equal.
 */
export function manifest(): {
  contributes: Record<string, unknown>;
  /** What a workspace that is not trusted may not set. */
  restrictedConfigurations: string[];
  nls: Texts;
} {
  const nls: Texts = {
    description:
      'Explains code, tags it and translates its comments with a small, fast, cheap model. Your key, your money, nothing hidden.',
    'trust.limited':
      'A workspace that is not trusted cannot change what a model is asked, nor how, and its tasks do not run.',
    'view.chat': 'Chat',
    'view.tags': 'Tags',
    'welcome.tags':
      'No file has tags yet. Select some code and [generate tags](command:gloss.generateTags), then put them into the file or save them.',
    'welcome.tagsFiltered': 'No tag is like that.\n[Show All Tags](command:gloss.clearTagFilter)',
  };
  const localised = (key: string, text: string): string => {
    nls[key] = text;
    return `%${key}%`;
  };
  return {
    contributes: {
      commands: allCommands.map(({ id, title, icon, enablement }) => ({
        command: id,
        title: localised(`command.${withoutPrefix(id)}`, title),
        category: 'Gloss',
        ...(icon ? { icon } : {}),
        ...(enablement ? { enablement } : {}),
      })),
      submenus: [
        { id: submenu, label: 'Gloss' },
        { id: explorerSubmenu, label: 'Gloss' },
      ],
      menus: {
        'editor/context': [{ submenu, group: '1_modification@100' }],
        [submenu]: entriesOf('editorSubmenu', 'navigation'),
        'editor/title': [
          ...entriesOf('editorTitle', 'navigation'),
          ...entriesOf('viewTitle', 'navigation', `activeWebviewPanelId == ${chatEditor}`),
        ],
        'explorer/context': [{ submenu: explorerSubmenu, group: '7_modification@100' }],
        [explorerSubmenu]: entriesOf('explorerSubmenu', 'navigation'),
        'view/title': [
          ...entriesOf('viewTitle', 'navigation', `view == ${panelView}`),
          ...entriesOf('viewOverflow', '1_gloss', `view == ${panelView}`),
          ...entriesOf('tagsTitle', 'navigation', `view == ${tagsView}`),
        ],
        'comments/commentThread/title': entriesOf('threadTitle', 'navigation', inThread),
        'comments/commentThread/context': entriesOf('threadReply', 'inline', inThread),
        commandPalette: allCommands
          .filter(({ notInPalette }) => notInPalette)
          .map(({ id }) => ({ command: id, when: 'false' })),
      },
      viewsContainers: { activitybar: [{ id: container, title: 'Gloss', icon: 'media/gloss.svg' }] },
      views: {
        [container]: [
          { id: panelView, type: 'webview', name: '%view.chat%', icon: 'media/gloss.svg' },
          // Folded, so that it takes no room from the chat until somebody wants it.
          { id: tagsView, name: '%view.tags%', icon: 'media/gloss.svg', visibility: 'collapsed' },
        ],
      },
      viewsWelcome: [
        { view: tagsView, contents: '%welcome.tags%', when: '!gloss.tagsFiltered' },
        { view: tagsView, contents: '%welcome.tagsFiltered%', when: 'gloss.tagsFiltered' },
      ],
      configuration: {
        title: 'Gloss',
        properties: Object.fromEntries(
          Object.entries(allSettings()).map(([name, { markdownDescription, ...schema }], order) => [
            name,
            {
              ...schema,
              order,
              markdownDescription: localised(`setting.${withoutPrefix(name)}`, markdownDescription),
            },
          ]),
        ),
      },
    },
    restrictedConfigurations: Object.entries(allSettings())
      .filter(([name, { scope }]) => scope !== 'application' && !ofResults.includes(name))
      .map(([name]) => name),
    nls,
  };
}

function entriesOf(menu: Menu, group: string, place?: string): Record<string, string>[] {
  return allCommands
    .filter(command => command.menus?.includes(menu))
    .map(({ id, enablement }, index) => {
      const when = [place, enablement].filter(Boolean).join(' && ');
      return { command: id, group: `${group}@${index + 1}`, ...(when ? { when } : {}) };
    });
}

function withoutPrefix(id: string): string {
  return id.replace(/^gloss\./, '');
}
