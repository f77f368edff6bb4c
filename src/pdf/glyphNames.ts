/** Names of the Adobe Glyph List and of TeX's fonts, with their characters: those that do not follow from others. */
const listed = `
  exclam! quotedbl" numbersign# dollar$ percent% ampersand& quotesingle' parenleft( parenright) asterisk* plus+ comma,
  hyphen- period. slash/ zero0 one1 two2 three3 four4 five5 six6 seven7 eight8 nine9 colon: semicolon; less< equal=
  greater> question? at@ bracketleft[ backslash\\ bracketright] asciicircum^ underscore_ grave\` braceleft{ bar|
  braceright} asciitilde~ exclamdown¡ cent¢ sterling£ currency¤ yen¥ brokenbar¦ section§ dieresis¨ copyright©
  ordfeminineª guillemotleft« logicalnot¬ registered® macron¯ degree° plusminus± twosuperior² threesuperior³ acute´
  paragraph¶ periodcentered· middot· cedilla¸ onesuperior¹ ordmasculineº guillemotright» onequarter¼ onehalf½
  threequarters¾ questiondown¿ aeæ multiply× germandblsß divide÷ ethð thornþ oslashø dcroatđ dmacronđ hbarħ dotlessiı
  dotlessjȷ ijĳ kgreenlandicĸ ldotŀ lslashł engŋ oeœ tbarŧ longsſ florinƒ scommaaccentș tcommaaccentț circumflexˆ
  caronˇ breve˘ dotaccent˙ ring˚ ogonek˛ tilde˜ hungarumlaut˝ endash– emdash— horizontalbar― quoteleft‘ quoteright’
  quotesinglbase‚ quotereversed‛ quotedblleft“ quotedblright” quotedblbase„ dagger† daggerdbl‡ bullet• ellipsis…
  perthousand‰ minute′ second″ prime′ guilsinglleft‹ guilsinglright› fraction⁄ euro€ lira₤ afii61352№ numero№
  trademark™ estimated℮ alphaα betaβ gammaγ deltaδ epsilonε zetaζ etaη thetaθ iotaι kappaκ lambdaλ muμ nuν xiξ
  omicronο piπ rhoρ sigmaσ tauτ upsilonυ phiφ chiχ psiψ omegaω sigma1ς theta1ϑ phi1ϕ omega1ϖ epsilon1ϵ rho1ϱ kappa1ϰ
  arrowleft← arrowup↑ arrowright→ arrowdown↓ arrowboth↔ arrowupdn↕ arrowbothv↕ arrownorthwest↖ arrownortheast↗
  arrowsoutheast↘ arrowsouthwest↙ arrowdblleft⇐ arrowdblup⇑ arrowdblright⇒ arrowdbldown⇓ arrowdblboth⇔ mapsto↦
  universal∀ partialdiff∂ existential∃ emptyset∅ gradient∇ nabla∇ element∈ notelement∉ suchthat∋ owner∋ product∏
  coproduct∐ summation∑ minus− minusplus∓ asteriskmath∗ openbullet◦ radical√ proportional∝ infinity∞ angle∠
  logicaland∧ logicalor∨ intersection∩ union∪ integral∫ contintegral∮ therefore∴ similar∼ similarequal≃ congruent≅
  approxequal≈ notequal≠ equivalence≡ lessequal≤ greaterequal≥ lessmuch≪ greatermuch≫ precedes≺ follows≻
  precedesequal⪯ followsequal⪰ propersubset⊂ propersuperset⊃ notsubset⊄ reflexsubset⊆ reflexsuperset⊇ unionmulti⊎
  unionsq⊔ intersectionsq⊓ circleplus⊕ circleminus⊖ circlemultiply⊗ circledivide⊘ circledot⊙ turnstileleft⊢
  latticetop⊤ perpendicular⊥ dotmath⋅ star⋆ diamondmath⋄ bardbl‖ ceilingleft⌈ ceilingright⌉ floorleft⌊ floorright⌋
  angbracketleft⟨ angbracketright⟩ angleleft⟨ angleright⟩ alephℵ lscriptℓ weierstrass℘ Ifracturℑ Rfracturℜ lozenge◊
  visiblespace␣ filledbox■ circle○ club♣ diamond♦ heart♥ spade♠ flat♭ natural♮ sharp♯ check✓
`;

const blanks: [string, string][] = [
  ['space', ' '],
  ['nbspace', '\u00a0'],
  ['sfthyphen', '\u00ad'],
];

const characters = new Map([
  ...blanks,
  ...[...listed.matchAll(/(\w+)(\S)/gu)].map(([, name = '', character = '']): [string, string] => [
    name,
    character,
  ]),
]);

/** In the order of the names afii10017 to afii10062; the small ones are 48 later. */
const cyrillic = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯҐЂЃЄЅІЇЈЉЊЋЌЎ';

/** What is behind the name of a letter, and the mark that combines with it. */
const marks: Record<string, string> = {
  grave: '\u0300',
  acute: '\u0301',
  tonos: '\u0301',
  circumflex: '\u0302',
  tilde: '\u0303',
  macron: '\u0304',
  breve: '\u0306',
  dotaccent: '\u0307',
  dieresis: '\u0308',
  ring: '\u030a',
  hungarumlaut: '\u030b',
  caron: '\u030c',
  commaaccent: '\u0327',
  cedilla: '\u0327',
  ogonek: '\u0328',
};
const marked = new RegExp(`^(.+)(${Object.keys(marks).join('|')})$`);

/** As the specification has it. */
const longestName = 63;

/** What TeX says of the size of a sign, or of the part of one that it is. */
const sizes = /(?:display|text|big|Big|bigg|Bigg|wide|tp|bt|mid|ex)$/;

/**
 * The characters that the name of a glyph stands for: `Aacute`, `f_i`, `uni0041`, `one.oldstyle`.
 * @see https://github.com/adobe-type-tools/agl-specification
 * @returns `undefined` for a name that says nothing, such as `g12`
 */
export function textOfGlyph(name: string): string | undefined {
  const [base = ''] = name.slice(0, longestName).split('.');
  const parts = base.split('_').map(textOfPart);
  return base !== '' && parts.every(part => part !== undefined) ? parts.join('') : undefined;
}

function textOfPart(name: string): string | undefined {
  if (/^(?:[A-Za-z]|f(?:[il]|f[il]?))$/.test(name)) return name;
  const known = characters.get(name);
  if (known !== undefined) return known;
  const capital = characters.get(name.toLowerCase())?.toUpperCase();
  if (capital !== undefined) return capital;
  const [, units, point, number] =
    /^(?:uni((?:[\dA-F]{4})+)|u([\dA-F]{4,6})|afii(10\d{3}))$/.exec(name) ?? [];
  if (units) return units.replace(/.{4}/g, unit => String.fromCharCode(Number.parseInt(unit, 16)));
  if (point)
    return Number.parseInt(point, 16) <= 0x10ffff
      ? String.fromCodePoint(Number.parseInt(point, 16))
      : undefined;
  if (number) return cyrillic[Number(number) - 10_017] ?? cyrillic[Number(number) - 10_065]?.toLowerCase();
  const [, letter, mark] = marked.exec(name) ?? [];
  const bare = letter === undefined ? undefined : textOfPart(letter);
  if (bare !== undefined && mark) return (bare + marks[mark]).normalize('NFC');
  return sizes.test(name) ? textOfPart(name.replace(sizes, '')) : undefined;
}
