/** A way to write a comment, with code before and behind it that an escape would reach. */
export interface Syntax {
  name: string;
  languageId: string;
  source: string;
  /** The one comment with this text is the one that is replaced. */
  text: string;
}

const text = 'keeps all of the jobs in order';

/** The comment's text stands for `§`; where it is cut in two lines, for `§1` and `§2`. */
const written: [name: string, languageId: string, source: string][] = [
  ['a line in TypeScript', 'typescript', 'a();\n// §\nb();\n'],
  ['two lines in TypeScript', 'typescript', 'if (a) {\n\t// §1\n\t// §2\n\tb();\n}\n'],
  ['behind code in TypeScript', 'typescript', 'return // §\na;\n'],
  ['between code in JavaScript', 'javascript', 'return /* § */ a;\nb();\n'],
  ['a block in JavaScript', 'javascript', 'a()\n/*\n  §1\n  §2\n*/\n(b)()\n'],
  ['JSDoc', 'javascript', 'a();\n/**\n * §1\n * §2\n */\nfunction b() {}\n'],
  ['JSX', 'javascriptreact', 'const a = <p>{/* § */} // b</p>;\nc();\n'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
  ['a hole of a template', 'typescript', 'const a = `b ${c /* § */} d`;\ne();\n'],
  ['a line of JSON with comments', 'jsonc', '{\n  // §\n  "a": 1\n}\n'],
  ['HTML', 'html', '<p>a</p>\n<!-- § -->\n<p>b</p>\n'],
  ['several lines of HTML', 'html', '<p>a\n<!--\n  §1\n  §2\n-->b</p>\n<script>c()</script>\n'],
  ['a script in HTML', 'html', '<script>\na();\n// §\nb();\n</script>\n<p>c</p>\n'],
  ['a block of a script in HTML', 'html', '<script>a(/* § */);</script>\n<p>c</p>\n'],
  ['a style in HTML', 'html', '<style>\n/* § */\na { b: c }\n</style>\n<p>c</p>\n'],
  ['XML', 'xml', '<a>\n<!-- § -->\n<b c="d"/></a>\n'],
  ['CSS', 'css', 'a { b: c; /* § */ d: e }\nf { g: h }\n'],
  ['a line of SCSS', 'scss', '$a: 1px; // §\n.b { c: $a }\n'],
  ['SassDoc', 'scss', '/// §\n@function a() { @return 1; }\n'],
  ['Less', 'less', '@a: 1px;\n// §\n.b { c: @a }\n'],
  ['a line of Python', 'python', 'a()\n# §\nb()\n'],
  ['behind code in Python', 'python', 'a = "#" # §\nb()\n'],
  ['a docstring', 'python', 'def a():\n    """§"""\n    return 1\n'],
  ['a docstring over lines', 'python', 'def a():\n    """§1\n\n    §2\n    """\n    return 1\n'],
  ['a raw docstring', 'python', "class A:\n    r'''§1\n    §2'''\n    b = 1\n"],
  ['a docstring in single quotes', 'python', "def a():\n    '§'\n    return 1\n"],
  ['a docstring in double quotes', 'python', 'def a():\n    "§"\n    return 1\n'],
  ['a Unicode docstring', 'python', 'def a():\n    u"""§"""\n    return 1\n'],
  ['a line of Ruby', 'ruby', 'a()\n# §\nb()\n'],
  ['=begin and =end', 'ruby', 'a()\n=begin\n§1\n§2\n=end\nb()\n'],
  ['a hole of a string in Ruby', 'ruby', 'a = "#{b # §\n}"\nc()\n'],
  ['a line of C', 'c', 'int a;\n// §\nint b;\n'],
  ['a block of C', 'c', 'int a; /* § */ int b;\nint c;\n'],
  ['behind a macro', 'c', '#define A 1 // §\nint b;\n'],
  ['Doxygen', 'cpp', 'int a;\n/// §1\n/// §2\nint b();\n'],
  ['XML documentation', 'csharp', 'class A {\n    /// <summary>§</summary>\n    void B() { }\n}\n'],
  ['Javadoc', 'java', 'class A {\n    /**\n     * §1\n     * §2\n     */\n    void b() { }\n}\n'],
  ['Go', 'go', 'package a\n\n// §\nfunc b() {}\n'],
  ['a block of Go', 'go', 'package a\n\n/*\n§1\n§2\n*/\nfunc b() {}\n'],
  ['documentation in Rust', 'rust', '/// §1\n/// §2\nfn a() {}\n'],
  ['documentation of a crate', 'rust', '//! §\nfn a() {}\n'],
  ['nested comments in Rust', 'rust', 'fn a() { /* § */ }\n/* b /* c */ d */ fn e() {}\n'],
  ['Swift', 'swift', 'let a = 1 /* § */\nlet b = 2\n'],
  ['Dart', 'dart', 'var a = 1;\n/// §\nvar b = 2;\n'],
  ['a sharp in PHP', 'php', '<?php\n$a = 1; # §\n$b = 2;\n'],
  ['before the end of PHP', 'php', '<?php $a = 1; // § ?>\n<p>b</p>\n'],
  ['PHPDoc', 'php', '<?php\n/**\n * §\n */\nfunction a() {}\n'],
  ['the page around PHP', 'php', '<!-- § -->\n<?php a(); ?>\n<p>b</p>\n'],
  ['shell', 'shellscript', 'a "$1" # §\nb\n'],
  ['lines of shell', 'shellscript', 'a\n# §1\n# §2\nb\n'],
  ['SQL', 'sql', 'SELECT a -- §\nFROM b;\n'],
  ['a block of SQL', 'sql', 'SELECT a /* § */ FROM b;\nDELETE FROM c;\n'],
  ['Lua', 'lua', 'a = 1 -- §\nb = 2\n'],
  ['a block of Lua', 'lua', 'a = 1 --[[ §1\n§2 ]] b = 2\n'],
  ['a long bracket of Lua', 'lua', 'a = 1\n--[==[ § ]==]\nb = 2\n'],
  ['Perl', 'perl', '$a = 1; # §\n$b = 2;\n'],
  ['PowerShell', 'powershell', '$a = 1 # §\n$b = 2\n'],
  ['a block of PowerShell', 'powershell', '<#\n§1\n§2\n#>\nparam($a)\n'],
  ['rem', 'bat', 'echo a\nrem §\necho b\n'],
  ['colons in a batch file', 'bat', 'echo a\n:: §\necho b\n'],
  ['Visual Basic', 'vb', "Dim a = 1 ' §\nDim b = 2\n"],
  ['Clojure', 'clojure', '(def a 1) ; §\n(def b 2)\n'],
  ['LaTeX', 'latex', 'a % §\nb \\c{d}\n'],
  ['Roxygen', 'r', "#' §\na <- function() 1\n"],
  ['a block of Julia', 'julia', 'a = 1 #= § =# + 2\nb = 3\n'],
  ['a docstring of Julia', 'julia', '"""\n§1\n§2\n"""\nf(x) = 1\n'],
  ['F#', 'fsharp', 'let a = 1 (* § *) + 2\nlet b = 3\n'],
  ['CoffeeScript', 'coffeescript', 'a = 1\n###\n§\n###\nb = 2\n'],
  ['Groovy', 'groovy', 'def a = 1 /* § */\ndef b = 2\n'],
  ['Objective-C', 'objective-c', 'int a; // §\nint b;\n'],
  ['Handlebars', 'handlebars', '<p>{{a}}</p>{{!-- § --}}\n{{#b}}c{{/b}}\n'],
  ['a short one of Handlebars', 'handlebars', '<p>{{a}}</p>{{! § }}\n{{#b}}c{{/b}}\n'],
  ['Razor', 'razor', '<p>@a</p> @* § *@\n<p>@b</p>\n'],
  ['Pug', 'jade', 'ul\n  //- §\n  li a\n'],
  ['YAML', 'yaml', 'a: 1 # §\nb: |\n  c\n'],
  ['INI', 'ini', '[a]\n; §\nb = c\n'],
  ['a makefile', 'makefile', 'A = 1 # §\nb: c\n\td\n'],
  ['a Dockerfile', 'dockerfile', 'FROM a\n# §\nRUN b\n'],
  ['a fence in Markdown', 'markdown', 'a\n\n```ts\nb(); // §\nc();\n```\n\nd\n'],
  ['a list in Markdown', 'markdown', '- a\n  ```python\n  # §\n  b()\n  ```\n- c\n'],
  ['HTML in Markdown', 'markdown', 'a\n\n<!-- § -->\n\nb `c`\n'],
];

const [first, second] = ['keeps all of the jobs', 'in order'];

export const syntaxes: readonly Syntax[] = written.map(([name, languageId, source]) => ({
  name,
  languageId,
  source: source.replace('§1', first).replace('§2', second).replace('§', text),
  text: source.includes('§1') ? first : text,
}));
