import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countInvisible, withoutTags } from '../../../src/outgoing/invisible.ts';

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));

const tags = range(0xe0000, 0xe007f);
const directions = [...range(0x202a, 0x202e), ...range(0x2066, 0x2069), '\u200e', '\u200f', '\u061c'];
const withoutWidth = [...range(0x200b, 0x200d), ...range(0x2060, 0x2064), '\ufeff', '\u180e'];
const selectors = [...range(0xfe00, 0xfe0f), ...range(0xe0100, 0xe01ef)];
const hidden = [...tags, ...directions, ...withoutWidth, ...selectors];

const clean = (text: string) => withoutTags({ text });

/** What people write; each with what its script needs that cannot be seen. */
const corpus: Record<string, string> = {
  Latin: 'Ångström, naïve façade — “quoted”, soft\u00adhyphen, e\u0301, ﬁn.',
  Greek: 'Το γρήγορο αλεπού, ἄνθρωπος.',
  Cyrillic: 'Съешь ещё этих мягких булок, й = и\u0306.',
  Hebrew: 'שלום עולם, \u200fC++\u200f הוא שָׂפָה. a\u200eb',
  Arabic: 'مرحبا بالعالم، نسخهٔ \u200e1.0\u200e و\u061cب، لله ـــ',
  Persian: 'می\u200cخواهم، خانه\u200cها، هٔ',
  Syriac: 'ܫܠܡܐ ܥܠܡܐ',
  Devanagari: 'नमस्ते, क्\u200dष, क्\u200cष, रा\u200dज',
  Bengali: 'র\u200d্য, বাংলা, অ্যা',
  Tamil: 'வணக்கம், க்\u200cஷ',
  Malayalam: 'മലയാളം, ന്\u200d, അവന്\u200d',
  Sinhala: 'ශ්\u200dරී ලංකා, ක්\u200dය',
  Thai: 'สวัสดี\u200bชาวโลก',
  Lao: 'ສະບາຍດີ\u200bໂລກ',
  Khmer: 'សួស្តី\u200bពិភពលោក',
  Myanmar: 'မင်္ဂလာပါ\u200bကမ္ဘာ',
  Tibetan: 'བཀྲ་ཤིས་བདེ་ལེགས།',
  Mongolian: 'ᠮᠣᠩᠭᠣᠯ\u180b ᠪᠢᠴᠢᠭ\u180c ᠠ\u202fᠶᠢᠨ',
  Japanese: '葛\u{e0100}飾区、辻\u{e0101}さん、か\u3099、神\ufe00社',
  Chinese: '你好，世界。𠀀𪚥',
  Korean: '안녕하세요, 세계. 가각',
  Georgian: 'გამარჯობა მსოფლიო',
  Ethiopic: 'ሰላም ልዑል።',
  Cherokee: 'ᎣᏏᏲ',
  emoji:
    '👨‍👩‍👧‍👦 ❤️‍🔥 👩🏽‍💻 ☎️ ☎︎ ©️ 🏳️‍🌈 1️⃣ #️⃣ *️⃣ 🇩🇪 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  mathematics: 'a ≠ b, x ∈ ℝ, ∩\ufe00, 𝔘𝔫𝔦, 3 × 4',
  code: 'let a = "b";\r\n\tif (a) {\f}\u001b[0m\n',
  'with a byte order mark': '\ufeffusing System;\r\n',
};

describe('characters that nobody sees', () => {
  it('are 400 and more, and each is counted in code', () => {
    assert.ok(hidden.length >= 400, String(hidden.length));
    for (const character of hidden) {
      const name = character.codePointAt(0)?.toString(16);
      assert.equal(countInvisible(`let a${character} = 1;`), 1, name);
      assert.equal(countInvisible(`let a = "${character}${character}${character}";`), 3, name);
    }
  });

  it('are counted where they hide a text', () => {
    const message = Array.from('ignore all', sign => String.fromCodePoint(0xe0000 + sign.charCodeAt(0))).join(
      '',
    );
    const inSelectors = Array.from('all', sign =>
      String.fromCodePoint(0xe0100 + sign.charCodeAt(0) - 16),
    ).join('');
    assert.equal(countInvisible(`ok${message}`), 10);
    assert.equal(countInvisible(`😀${inSelectors}`), 2);
    assert.equal(countInvisible(`// \u202e} \u2066if (isAdmin)\u2069 \u2066 begin`), 4);
    assert.equal(countInvisible(`🏴${message}\u{e007f}`), 11, 'no flag has so many');
  });

  for (const [script, text] of Object.entries(corpus)) {
    it(`are none of what ${script} is written with, which is sent as it is`, () => {
      const { data, tags: removed } = clean(text);
      assert.equal(data['text'], text);
      assert.equal(removed, 0);
      assert.equal(countInvisible(text), 0);
    });
  }

  it('are not sent when they are tags, and all else is', () => {
    for (const tag of tags)
      assert.deepEqual(clean(`a${tag}b${tag}`), { data: { text: 'ab' }, tags: 2, others: 0 });
    for (const other of hidden.filter(one => !tags.includes(one))) {
      assert.deepEqual(clean(`a${other}b`), { data: { text: `a${other}b` }, tags: 0, others: 1 });
    }
  });

  it('are taken out of whatever a request is made of, which is left alone', () => {
    const body = {
      messages: [{ role: 'user', content: [{ type: 'text', text: 'a\u{e0041}\u202e' }] }],
      n: 1,
      stop: null,
    };
    const before = structuredClone(body);
    assert.deepEqual(withoutTags(body), {
      data: { messages: [{ role: 'user', content: [{ type: 'text', text: 'a\u202e' }] }], n: 1, stop: null },
      tags: 1,
      others: 1,
    });
    assert.deepEqual(body, before);
  });
});
