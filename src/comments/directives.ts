/** How a comment begins that a tool reads; matched against its text, without the delimiter and the blanks after it. */
interface Directive {
  /** Matched against the comment's scopes, for words that are plain prose in other languages. */
  language?: RegExp;
  begins: RegExp;
}

const directives: readonly Directive[] = [
  // JavaScript and TypeScript
  {
    begins:
      /^(?:eslint|oxlint|jshint|jslint|jscs|tslint|biome-ignore|prettier-ignore|dprint-ignore|deno-lint-ignore)\b/,
  },
  { language: /\b(?:js|ts|jsx|tsx|javascript|typescript)\b/, begins: /^(?:globals?|exported)\s+[\w$]/ },
  {
    begins:
      /^@ts-|^@(?:jsx\w*|flow|noflow|format|prettier|generated|vite-ignore|lint-ignore|jest-[\w-]+|vitest-[\w-]+)\b/,
  },
  { begins: /^[@#]__[A-Z_]+__/ },
  { begins: /^(?:istanbul|c8|v8|node:coverage)\s+ignore\b/ },
  { begins: /^webpack[A-Z]\w*:/ },
  { begins: /^[#@]\s*source(?:Mapping)?URL=/ },
  { begins: /^<(?:reference|amd-module|amd-dependency)\b/ },
  // Python
  { language: /\bpython\b/, begins: /^(?:type|fmt|distutils|cython|black|isort|ruff|yapf):/ },
  { begins: /^(?:mypy|pyright|pylint|flake8|pytype|pyre-\w+|autopep8):/ },
  { begins: /^(?:nosec|pyre-ignore|pyre-fixme)\b|^%%/ },
  // C, C++, C#, Java, Kotlin, Swift, Dart, Go
  { begins: /^(?:clang-format|cppcheck-suppress|LCOV_|GCOV_|coverity\[|IWYU\s+pragma|ReSharper\s)/ },
  { begins: /^(?:fall-?\s?through|falls\s+through|@fallthrough@)\W*$/i },
  { begins: /^<\/?auto-?generated/i },
  { begins: /^(?:noinspection|CHECKSTYLE|@formatter:|\$NON-NLS|NOPMD|NOSONAR)/ },
  { begins: /^(?:swiftlint|swift-tools-version|swiftformat|sourcery|ktlint|detekt)[:\s-]/ },
  { language: /\bdart\b/, begins: /^(?:ignore|ignore_for_file):|^@dart\s*=/ },
  { begins: /^(?:go:|nolint\b|lint:|\+build\b|gosec\b|#nosec)/ },
  { language: /\bgo\b/, begins: /^(?:export\s+\w+$|line\s+\S+:\d+)/ },
  // PHP, Ruby
  { begins: /^(?:phpcs|phpstan|@phpstan-|@psalm-|@phan-|@codeCoverageIgnore|@codingStandards)/ },
  { begins: /^(?:rubocop|frozen_string_literal|shareable_constant_value|warn_indent):/i },
  { language: /\bruby\b/, begins: /^(?:typed|standard|reek|steep):/ },
  // Shell, PowerShell, YAML, Docker, Terraform, SQL, CSS, HTML, Markdown
  { begins: /^(?:shellcheck|hadolint|yamllint|tflint-ignore|tfsec:|checkov:|yaml-language-server:)/ },
  { language: /\bpowershell\b/, begins: /^requires\s+-/i },
  { language: /\bdockerfile\b/, begins: /^(?:syntax|escape|check)\s*=/ },
  { language: /\bsql\b/, begins: /^\+(?:goose|migrate)\b|^(?:changeset|liquibase)\b|^name:\s*\w+\s*:\w+/ },
  { begins: /^(?:stylelint|csslint|sass-lint|scss-lint|markdownlint|textlint|htmlhint)-/ },
  { language: /\bhtml\b/, begins: /^\[(?:if|endif)\b|^<!\[endif|^#\w+\s|^\/?ko\b/ },
  // Any language
  { begins: /^#?(?:end)?region\b|^#?pragma\b/i },
  { begins: /^(?:c?spell(?:-?checker)?|spellchecker)\s*:/i },
  { begins: /^(?:vi|vim|ex):\s/ },
  { begins: /^-\*-.*-\*-/ },
];

/** What a tool reads wherever it stands in a comment. */
const anywhere =
  /(?:^|#\s*)noqa\b|#\s*type:\s|#\s*pylint:|\bpragma:\s*no\b|\bNOLINT|\bNOSONAR\b|\bLCOV_EXCL|\bSPDX-License-Identifier:|\beslint-(?:dis|en)able|@ts-(?:ignore|expect-error|nocheck|check)\b|@formatter:|\bvim?:\s*set?\b/;

/** PEP 263; Ruby reads the same. Counts on the first two lines only. */
const encoding = /coding\s*[:=]\s*[-\w.]/;

/** MySQL runs the first, other databases take hints from the second. */
const sqlInstruction = /^\/\*M?[!+]/;

/**
 * Whether a tool, and not only people, reads the comment: linters, compilers, formatters, coverage, editors.
 *
 * @param texts the comment's lines without delimiters and gutters
 * @param source the comment's first line, from its delimiter on
 * @param line zero-based, where it begins
 * @param scopes of the comment; where they tell no language, the directives of every language count
 */
export function isDirective(
  texts: readonly string[],
  source: string,
  line: number,
  scopes: readonly string[],
): boolean {
  const first = texts.find(text => text !== '') ?? '';
  const is = (language: RegExp) => scopes.length === 1 || scopes.some(scope => language.test(scope));
  return (
    (line === 0 && source.startsWith('#!')) ||
    (line < 2 && source.startsWith('#') && encoding.test(first)) ||
    (sqlInstruction.test(source) && is(/\bsql\b/)) ||
    source.startsWith('{-#') ||
    texts.some(text => anywhere.test(text)) ||
    directives.some(({ language, begins }) => begins.test(first) && (!language || is(language)))
  );
}
