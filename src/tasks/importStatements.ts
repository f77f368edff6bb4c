/** How a statement begins that brings in names from elsewhere, by families of languages. */
const families: readonly { languages: RegExp; begins: RegExp }[] = [
  {
    languages: /^(?:(?:java|type)script(?:react)?|vue|svelte|astro)$/,
    begins: /^(?:import\b(?!\s*\()|export\s+(?:\*|\{).*\bfrom\b|(?:const|let|var)\s.*=\s*require\()/,
  },
  { languages: /^(?:python|cython|mojo)$/, begins: /^(?:import|from)\s/ },
  {
    languages: /^(?:c|cpp|cuda-cpp|objective-c|objective-cpp)$/,
    begins: /^(?:#\s*(?:include|import)|@import)\b/,
  },
  {
    languages: /^(?:csharp|fsharp|razor)$/,
    begins: /^(?:(?:global\s+)?using\s+(?!var\b)[\w.]+\s*(?:=|;)|open\s)/,
  },
  {
    languages: /^(?:rust|php|perl)$/,
    begins: /^(?:(?:pub\s+)?use\s|extern\s+crate\s|require(?:_once)?\b|include(?:_once)?\b)/,
  },
  { languages: /^(?:ruby|crystal|lua)$/, begins: /^(?:require(?:_relative)?\b|local\s.*=\s*require\b)/ },
  { languages: /^(?:css|scss|less|sass)$/, begins: /^@(?:import|use|forward)\b/ },
];

/** Go, Java, Kotlin, Swift, Dart, Haskell and whatever else says it in this word. */
const usual = /^import\b/;

/** Imports stand at the top; further down a line that looks like one is probably a text. */
const mostLines = 400;
const mostStatements = 60;
/** Longer than any list of names that people write. */
const mostLinesEach = 40;

/** The import statements of a file, by a light rule rather than a parser: each on one line, in their order. */
export function importStatements(text: string, languageId: string): string[] {
  const begins = families.find(({ languages }) => languages.test(languageId))?.begins ?? usual;
  const lines = text.split(/\r\n|\r|\n/, mostLines);
  const found: string[] = [];
  for (let index = 0; index < lines.length && found.length < mostStatements; index++) {
    if (!begins.test(lines[index]?.trim() ?? '')) continue;
    const end = endOf(lines, index);
    found.push(
      lines
        .slice(index, end)
        .map(line => line.trim())
        .join(' '),
    );
    index = end - 1;
  }
  return found;
}

/** Where a statement that begins on a line ends: when every bracket in it is closed. */
function endOf(lines: readonly string[], start: number): number {
  let open = 0;
  for (let index = start; index < Math.min(lines.length, start + mostLinesEach); index++) {
    const line = lines[index] ?? '';
    open += (line.match(/[({]/g)?.length ?? 0) - (line.match(/[)}]/g)?.length ?? 0);
    if (open <= 0) return index + 1;
  }
  return start + 1;
}
