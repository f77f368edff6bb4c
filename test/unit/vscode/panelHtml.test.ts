import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { panelHtml } from '../../../src/vscode/panel/panelHtml.ts';

const parts = { source: 'https://own.example', styles: 'a.css', script: 'a.js', language: 'en' };

describe('the page of the panel', () => {
  it('lets nothing load but its own script, styles, font and pictures that it brings along', () => {
    const html = panelHtml(parts);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const [, nonce] = /<script type="module" nonce="([^"]*)" src="a.js">/.exec(html) ?? [];
    assert.ok(nonce);
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      'style-src https://own.example',
      'font-src https://own.example',
      'img-src data:',
      `script-src 'nonce-${nonce}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.ok(
      html.indexOf('Content-Security-Policy') < html.indexOf('<link'),
      'before anything that it is about',
    );
  });

  it('has a script that nobody can name beforehand', () => {
    assert.notEqual(panelHtml(parts), panelHtml(parts));
  });
});
