/** Words of the usual languages that a language server has nothing to say about. */
const keywords = new Set(
  (
    'abstract and as async await bool boolean break case catch char class const continue def default del delete do ' +
    'double elif else end enum except export extends false final finally float fn for from func function global go if ' +
    'impl implements import in instanceof int interface is lambda let long loop match mod module mut namespace new ' +
    'nil none None not null number of or override package pass private protected pub public raise readonly return ' +
    'self short signed static string struct super switch template this throw throws trait true False True try type ' +
    'typeof undefined union unsigned use using val var void volatile when where while with yield'
  ).split(' '),
);

/** Strings and comments, closed or not, as most languages write them: their words are passed over. Then a name. */
const pattern =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/.*|\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|(?:^|\s)#\s.*|([\p{ID_Start}_$][\p{ID_Continue}$]*)/gmu;

/** The first place of each name in a piece of code, in the order of the places. */
export function identifiers(code: string, most: number): { name: string; offset: number }[] {
  const found = new Map<string, number>();
  for (const { 1: name, index } of code.matchAll(pattern)) {
    if (name === undefined || keywords.has(name) || found.has(name)) continue;
    found.set(name, index);
    if (found.size === most) break;
  }
  return [...found].map(([name, offset]) => ({ name, offset }));
}
