import { parameterSettings, wireName } from '../src/models/parameters.ts';
import type { Model } from '../src/models/provider.ts';
import { providers } from '../src/models/providers/index.ts';
import { allCommands, type CommandContribution } from '../src/vscode/contributions/commands.ts';
import { manifest } from '../src/vscode/contributions/manifest.ts';
import { settings } from '../src/vscode/contributions/settings.ts';

/** The files with generated parts: each takes the file as it is and gives it as it should be. */
export const generated: Record<string, (old: string) => string> = {
  'package.json': old => {
    const { capabilities, ...rest } = JSON.parse(old);
    const { contributes, restrictedConfigurations } = manifest();
    const untrustedWorkspaces = { ...capabilities.untrustedWorkspaces, restrictedConfigurations };
    return json({ ...rest, capabilities: { ...capabilities, untrustedWorkspaces }, contributes });
  },
  'package.nls.json': () => json(manifest().nls),
  'README.md': old => tables.reduce((text, [name, rows]) => section(text, name, rows()), old),
};

const tables: [name: string, rows: () => string[]][] = [
  ['commands', () => table(['Command', 'Also in', 'Id'], allCommands.map(row))],
  [
    'settings',
    () =>
      table(
        ['Setting', 'Default', 'What it does'],
        Object.entries(settings).map(([key, setting]) => [
          `\`gloss.${key}\``,
          `\`${JSON.stringify(setting.default)}\``,
          setting.markdownDescription.replace(/`#(.*?)#`/g, '`$1`'),
        ]),
      ),
  ],
  [
    'models',
    () =>
      table(
        [
          'Provider',
          'Base URL',
          'Model',
          'Window',
          'Longest answer',
          'In / cached / out per million',
          'Shut down',
        ],
        providers.flatMap(provider =>
          provider.models.length === 0
            ? [[provider.name, `\`${provider.baseUrl}\``, 'what it lists', '', '', 'free', '']]
            : provider.models.map(model => [provider.name, `\`${provider.baseUrl}\``, ...figures(model)]),
        ),
      ),
  ],
  [
    'parameters',
    () =>
      table(
        ['Setting', 'Sent as', 'Takes', 'What it does'],
        parameterSettings.map(parameter => [
          `\`gloss.request.${parameter.key}\``,
          `\`${wireName(parameter)}\``,
          values(parameter),
          parameter.description,
        ]),
      ),
  ],
];

function row({ id, title, menus = [] }: CommandContribution): string[] {
  const places = {
    editorSubmenu: 'editor menu',
    lightbulb: 'lightbulb',
    editorTitle: 'title of the changes',
    explorerSubmenu: 'explorer menu',
    viewTitle: 'panel’s title',
    viewOverflow: 'panel’s menu',
    tagsTitle: 'tags view’s title',
    threadTitle: 'explanation’s title',
    threadReply: 'explanation’s reply box',
  };
  return [`**Gloss: ${title}**`, menus.map(menu => places[menu]).join(', '), `\`${id}\``];
}

/** A model's figures; those that nobody has verified with a question mark. */
function figures({ id, contextWindow, maxOutput, price, shutdown = '', unverified }: Model): string[] {
  const mark = (figure: Model['unverified'][number]): string =>
    unverified.includes(figure) ? '\u202f?' : '';
  const tokens = (count: number | undefined): string =>
    count ? count.toLocaleString('en') + mark('limits') : '';
  const prices = price
    ? [price.input, price.cachedInput, price.output].map(amount => `$${amount}`).join(' / ') + mark('price')
    : '';
  return [`\`${id}\``, tokens(contextWindow), tokens(maxOutput), prices, shutdown];
}

function values(parameter: (typeof parameterSettings)[number]): string {
  switch (parameter.control) {
    case 'number':
      return parameter.minimum === Number.MIN_SAFE_INTEGER
        ? 'a whole number'
        : `${parameter.minimum} to ${parameter.maximum.toLocaleString('en')}`;
    case 'choice':
      return parameter.choices.map(choice => `\`${choice}\``).join(', ');
    case 'switch':
      return '`on`, `off`';
    case 'text':
      return `up to ${parameter.maxLength} characters`;
    case 'schema':
      return 'a JSON schema';
    case 'list':
      return `up to ${parameter.maxItems} texts`;
    case 'map':
      if (parameter.forms)
        return Object.keys(parameter.forms)
          .map(name => `\`${name}\``)
          .join(', ');
      return parameter.values === 'text' ? 'names and texts' : 'token ids and numbers';
  }
}

function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
function section(text: string, name: string, lines: string[]): string {
  const marks = new RegExp(`(<!-- ${name} -->\\n)[^]*?(\\n<!-- /${name} -->)`);
  return text.replace(marks, (_, open, close) => `${open}\n${lines.join('\n')}\n${close}`);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
