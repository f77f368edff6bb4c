/** How a comment begins that a tool reads; matched against its text, without the delimiter and the blanks after it. */
const beginnings: readonly RegExp[] = [
  // JavaScript and TypeScript
  /^(?:eslint|oxlint|jshint|jslint|jscs|tslint|biome-ignore|prettier-ignore|dprint-ignore|deno-lint-ignore)\b/,
  /^(?:globals?|exported)\s+[\w$]+(?:\s*[,:]|\s*$)/,
  /^@ts-|^@(?:jsx\w*|flow|noflow|format|prettier|generated|vite-ignore|lint-ignore|jest-[\w-]+|vitest-[\w-]+)\b/,
  /^[@#]__[A-Z_]+__/,
  /^(?:istanbul|c8|v8|node:coverage)\s+ignore\b/,
  /^webpack[A-Z]\w*:/,
  /^[#@]\s*source(?:Mapping)?URL=/,
  /^<(?:reference|amd-module|amd-dependency)\b/,
  // Python
  /^(?:type|mypy|pyright|pylint|flake8|ruff|isort|fmt|yapf|black|pytype|pyre-\w+|cython|distutils):/,
  /^(?:pragma|nosec|pyre-ignore|pyre-fixme|autopep8:)\b/,
  /^%%/,
  // C, C++, C#, Java, Go, Rust, Swift, Dart, PHP, Ruby
  /^(?:clang-format|cppcheck-suppress|LCOV_|GCOV_|coverity\[|IWYU\s+pragma|ReSharper\s)/,
  /^(?:fall-?\s?thr(?:ough|u)|falls\s+through|@fallthrough@)\W*$/i,
  /^<\/?auto-?generated/i,
  /^(?:noinspection|CHECKSTYLE|@formatter:|\$NON-NLS|NOPMD|NOSONAR)/,
  /^(?:go:|export\s+\w+$|line\s+\S+:\d+|nolint\b|lint:|\+build\b|gosec\b|gofmt:|#nosec)/,
  /^(?:swiftlint|swift-tools-version|sourcery|swiftformat|ktlint|detekt|ignore|ignore_for_file)[:\s]/,
  /^@dart\s*=/,
  /^(?:phpcs|phpstan|@phpstan-|@psalm-|@phan-|@codeCoverageIgnore|@codingStandards)/,
  /^(?:rubocop|frozen_string_literal|shareable_constant_value|warn_indent|typed|standard|reek|steep):/i,
  // Shell, YAML, Docker, Terraform, SQL, CSS, HTML, Markdown
  /^(?:shellcheck|hadolint|yamllint|tflint-ignore|tfsec:|checkov:|trivy:|renovate:|yaml-language-server:)/,
  /^(?:syntax|escape|check)\s*=/,
  /^\+(?:goose|migrate)\b|^(?:changeset|liquibase)\b|^name:\s*\w+\s*:\w+/,
  /^(?:stylelint|csslint|sass-lint|scss-lint|markdownlint|textlint|vale|htmlhint|ko)[-\s]/,
  /^\[(?:if|endif)\b|^<!\[endif|^#(?:include|exec|echo|config|set|if|elif|else|endif)\b/,
  // Any language
  /^#?(?:end)?region\b|^#?pragma\b|^#Requires\b/i,
  /^(?:c?spell(?:-?checker)?|spellchecker)\s*:/i,
  /^SPDX-/,
  /^(?:vi|vim|ex):\s/,
  /^-\*-.*-\*-/,
];

/** What a tool reads wherever it stands in a comment. */
const anywhere =
  /#\s*noqa\b|^noqa\b|#\s*type:\s|#\s*pylint:|\bpragma:\s*no\b|\bNOLINT|\bNOSONAR\b|\bLCOV_EXCL|\bSPDX-License-Identifier:|\beslint-(?:dis|en)able|@ts-(?:ignore|expect-error|nocheck|check)\b|@(?:formatter|generated)\b|\bvim?:\s*set?\b/;

/** PEP 263; Ruby reads the same. Counts on the first two lines only. */
const encoding = /coding\s*[:=]\s*[-\w.]/;

/** MySQL runs the one, Oracle and others are led by the other. */
const sqlInstruction = /^\/\*M?[!+]/;

/**
 * Whether a tool, and not only people, reads the comment: linters, compilers, formatters, coverage, editors.
 *
 * @param texts the comment's lines without delimiters and gutters
 * @param source the comment's first line, from its delimiter on
 * @param line zero-based, where it begins
 */
export function isDirective(
  texts: readonly string[],
  source: string,
  line: number,
  scopes: readonly string[],
): boolean {
  const first = texts.find(text => text !== '') ?? '';
  if (line === 0 && source.startsWith('#!')) return true;
  if (line < 2 && source.startsWith('#') && encoding.test(first)) return true;
  if (scopes.includes('source.sql') && sqlInstruction.test(source)) return true;
  if (source.startsWith('{-#')) return true;
  return beginnings.some(pattern => pattern.test(first)) || texts.some(text => anywhere.test(text));
}
