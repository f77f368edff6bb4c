import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { findSecrets } from '../../../src/outgoing/findSecrets.ts';
import { maskedLine } from '../../../src/outgoing/maskedLine.ts';
import { random } from '../random.ts';
import { canaries, places } from './canaries.ts';

const root = resolve(import.meta.dirname, '../../..');
const names = (text: string) => findSecrets(text).map(({ name }) => name);

/** A password that nobody has. */
function password(seed: number, length: number): string {
  const next = random(seed);
  const signs = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const made = Array.from({ length: length - 2 }, () => signs[Math.floor(next() * signs.length)]).join('');
  return `${made}7k`;
}

describe('secrets in a text', () => {
  const all = canaries(7);

  it('are of 60 kinds and more, and in 20 places', () => {
    assert.ok(new Set(all.map(([kind]) => kind)).size >= 60);
    assert.ok(places.length >= 20);
  });

  for (const [kind, secret] of all) {
    it(`are found wherever they stand: ${kind}`, () => {
      const missed = places.map(place => place(secret)).filter(text => findSecrets(text).length === 0);
      assert.deepEqual(missed, []);
    });
  }

  it('are not shown where the line is', () => {
    for (const [kind, secret] of all) {
      for (const place of places) {
        const text = `first line\n${place(secret)}\nlast line`;
        const found = findSecrets(text);
        for (const one of found) {
          const shown = maskedLine(text, one, found);
          assert.match(shown, /••••••••/, kind);
          for (let at = 0; at + 12 <= one.secret.length; at += 6) {
            assert.ok(!shown.includes(one.secret.slice(at, at + 12)), `${kind}: ${shown}`);
          }
        }
      }
    }
  });

  it('are found by what they are called', () => {
    const value = password(1, 20);
    for (const text of [
      `const password = '${value}';`,
      `"clientSecret": "${value}",`,
      `api_key => "${value}"`,
      `private string apiKey = "${value}";`,
      `config["access_token"] = "${value}"`,
      `DB_PASSWORD=${value}`,
      `spring.datasource.password=${value}`,
      `  password: ${value}`,
      `export SERVICE_TOKEN=${value}\nnext`,
      `//registry.npmjs.org/:_authToken=${value}`,
      `headers: { Authorization: 'Bearer ${value}' }`,
      `aws_secret_access_key = ${password(2, 40)}`,
      `secretAccessKey: '${password(3, 40)}'`,
    ]) {
      assert.equal(names(text).length, 1, text);
    }
  });

  it('are not what stands for one', () => {
    for (const text of [
      "const password = 'your-password-here1';",
      'password = "changeme123"',
      `DB_PASSWORD=$${'{DB_PASSWORD_2}'}`,
      'API_KEY=<your key 1>',
      'token: process.env.TOKEN2',
      'const token = getToken(options1);',
      'secret: "projects/p1/secrets/name"',
      'postgres://user:password@localhost/db',
      'https://name:pass@example.com/',
      'https://user:hunter2x@host.example.com/',
      `AKIAIOSFODNN7${'EXAMPLE'}`,
      'sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'ghp_000000000000000000000000000000000000',
      '-----BEGIN PRIVATE KEY-----\n…\n-----END PRIVATE KEY-----',
      "if (line === '-----BEGIN RSA PRIVATE KEY-----') read();",
      'sk-learn, task-list, SKU1234',
      'const tokenType = "punctuation.definition.string1";',
      'integrity sha512-AbCd1234AbCd1234AbCd1234AbCd1234AbCd1234==',
    ]) {
      assert.deepEqual(names(text), [], text);
    }
  });

  it('are what is known to be one, whatever it looks like', () => {
    const text = 'The words are plain words, are they not? plain words';
    const found = findSecrets(text, ['plain words', 'short']);
    assert.deepEqual(
      found.map(({ start, end }) => text.slice(start, end)),
      ['plain words', 'plain words'],
    );
  });

  it('lie beside each other, and each is found once', () => {
    const [first, second] = [all[0]?.[1] ?? '', all[8]?.[1] ?? ''];
    const found = findSecrets(`OPENAI_API_KEY="${first}" GH_TOKEN="${second}"`);
    assert.deepEqual(
      found.map(({ secret }) => secret),
      [first, second],
    );
  });

  it('are hardly ever seen where there are none', () => {
    const folders = [
      'src',
      'scripts',
      'docs',
      'test/endpoint',
      'node_modules/typescript/lib',
      'node_modules/marked',
    ];
    const more = [
      'node_modules/zod',
      'node_modules/openai',
      'node_modules/yaml',
      'node_modules/jsonc-parser',
    ];
    const files = [...folders, ...more]
      .flatMap(folder =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(file =>
          join(root, folder, file),
        ),
      )
      .filter(file => /\.(?:ts|js|mjs|json|md|css)$/.test(file) && statSync(file).size < 300_000)
      .slice(0, 1_500);
    const alarms = files.filter(file => findSecrets(readFileSync(file, 'utf8')).length > 0);
    assert.ok(files.length >= 1_000, `only ${files.length} files`);
    // Fewer than one of five hundred; the test data of a library may well have some.
    assert.ok(alarms.length <= files.length / 500, alarms.join('\n'));
  });
});
