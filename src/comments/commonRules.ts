import { lexisOf } from './lexis.ts';
import type { CommentRules } from './scanComments.ts';

const slashes: CommentRules = { lineComment: '//', blockComment: ['/*', '*/'] };
const hash: CommentRules = { lineComment: '#' };
const dashes: CommentRules = { lineComment: '--' };
const markup: CommentRules = { blockComment: ['<!--', '-->'] };

/** Languages, by the editor's ids, that share a way to write comments. */
const groups: [rules: CommentRules, languages: string][] = [
  [
    slashes,
    'c cpp csharp cuda-cpp dart go groovy hlsl java javascript javascriptreact jsonc kotlin less objective-c objective-cpp php rust scala scss shaderlab solidity swift typescript typescriptreact zig',
  ],
  [{ blockComment: ['/*', '*/'] }, 'css'],
  [
    hash,
    'coffeescript dockercompose dockerfile dotenv elixir git-commit git-rebase ignore julia makefile nix perl perl6 powershell properties python r ruby shellscript terraform toml yaml',
  ],
  [{ ...dashes, blockComment: ['/*', '*/'] }, 'sql'],
  [{ ...dashes, blockComment: ['{-', '-}'] }, 'haskell elm'],
  [{ ...dashes, blockComment: ['--[[', ']]'] }, 'lua'],
  [{ lineComment: '//', blockComment: ['(*', '*)'] }, 'fsharp'],
  [{ lineComment: ';' }, 'ini lisp scheme'],
  [{ lineComment: ';;' }, 'clojure'],
  [{ lineComment: '%' }, 'bibtex erlang latex tex'],
  [{ lineComment: "'" }, 'vb'],
  [{ lineComment: '@REM' }, 'bat'],
  [{ lineComment: '//-' }, 'jade'],
  [{ blockComment: ['{{!--', '--}}'] }, 'handlebars'],
  // The editor's own configuration of JSON names delimiters that JSON does not have.
  [{}, 'json jsonl'],
  [markup, 'html markdown razor svelte vue xml xsl'],
];

const byLanguage = new Map(
  groups.flatMap(([rules, languages]) =>
    languages.split(' ').map(id => {
      const lexis = lexisOf(id);
      return [id, lexis ? { ...rules, lexis } : rules] as const;
    }),
  ),
);

/**
 * How common languages write comments; a table, because the extensions that know it cannot be read everywhere: not on the
 * web, nor beside a remote host.
 * @returns empty rules for a language known to have no comments, `undefined` for one that is not known here.
 */
export function commonRules(languageId: string): CommentRules | undefined {
  return byLanguage.get(languageId);
}
