import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { forbiddenImports, nodeFiles } from './importDirections.ts';

const src = resolve(import.meta.dirname, '../../../src');

describe('imports', () => {
  it('point the way the design says', () => {
    assert.deepEqual(forbiddenImports(src), []);
  });

  it('of Node’s own modules and globals are where the web has a stand-in, and nowhere else in src', () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file =>
      file.endsWith('.ts'),
    );
    const using = files.filter(file =>
      /['"]node:|\bprocess\.|\bBuffer\b|\b__dirname\b/.test(readFileSync(join(src, file), 'utf8')),
    );
    assert.deepEqual(using.sort(), nodeFiles);
    const bundler = readFileSync(resolve(src, '../bundle.js'), 'utf8');
    for (const file of nodeFiles) assert.ok(bundler.includes(`'${basename(file)}': '`), file);
  });

  it('of lengths are those that measure texts and lists alone', () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => /\.ts$/.test(file));
    const using = files.filter(file =>
      /\bz\.(?:min|max)?[lL]ength\(/.test(readFileSync(join(src, file), 'utf8')),
    );
    assert.deepEqual(using, ['schema/lengths.ts']);
  });

  const wrong: [file: string, text: string][] = [
    ['chat/a.ts', "import * as vscode from 'vscode';"],
    ['models/a.ts', "import { x } from '../openai/x.ts';"],
    ['models/a.ts', "import OpenAI from 'openai';"],
    ['models/a.ts', "import { Worker } from 'node:worker_threads';"],
    ['openai/a.ts', "import { x } from '../models/x.ts';"],
    ['tasks/a.ts', "import { x } from '../vscode/x.ts';"],
    ['tasks/a.ts', "export { x } from '../chat/x.ts';"],
    ['tools/a.ts', "import { x } from '../vscode/x.ts';"],
    ['tools/a.ts', "import { x } from '../chat/x.ts';"],
    ['webview/a.ts', "import type { x } from '../chat/turn.ts';"],
    ['webview/a.ts', "import { x } from '../chat/protocol.ts';"],
    ['vscode/a.ts', "const x = await import('openai');"],
    ['vscode/a.ts', "import '../webview/x.ts';"],
    ['vscode/a.ts', "import { readFile } from 'node:fs';"],
    ['new/a.ts', "import { x } from '../models/x.ts';"],
  ];
  for (const [file, text] of wrong) {
    it(`the test would notice ${text} in ${dirname(file)}/`, () => {
      const folder = mkdtempSync(join(tmpdir(), 'gloss-imports-'));
      try {
        mkdirSync(join(folder, dirname(file)));
        writeFileSync(join(folder, file), text);
        assert.equal(forbiddenImports(folder).length, 1);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
