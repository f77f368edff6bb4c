import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { generated } from '../../../scripts/generated.ts';

const root = resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json'));
const code = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !file.includes('contributions'))
  .map(file => read(join('src', file)))
  .join('\n');

/** Commands that package.json has and no code registers, and the other way round. */
function strayCommands(contributed: readonly string[], source: string): string[] {
  const registered = [
    ...source.matchAll(/'(gloss\.\w+)': (?:async )?(?:\((?:\.{3}\w+)?\)|\w+)/g),
    // A task's is registered for what it says of itself.
    ...source.matchAll(/^ {2}command: '(gloss\.\w+)'/gm),
  ].map(match => match[1] ?? '');
  return symmetricDifference(contributed, registered);
}

/** Settings of package.json that no code reads, and settings that code reads and package.json lacks. */
function straySettings(contributed: readonly string[], source: string): string[] {
  const own = contributed.filter(name => !name.startsWith('gloss.request.'));
  const reads = [
    ...source.matchAll(/\bread(?:Texts?|TextMap|Switch|Seconds|Dollars|Number|Choice)?\('([\w.]+)'[,)]/g),
  ].map(match => `gloss.${match[1]}`);
  return symmetricDifference(own, [...new Set(reads)]);
}

function symmetricDifference(a: readonly string[], b: readonly string[]): string[] {
  return [...a.filter(name => !b.includes(name)), ...b.filter(name => !a.includes(name))];
}

const commands: string[] = manifest.contributes.commands.map((entry: { command: string }) => entry.command);
const settings = Object.keys(manifest.contributes.configuration.properties);

describe('the manifest', () => {
  for (const [file, make] of Object.entries(generated)) {
    it(`${file} is what the catalogues say`, () => assert.equal(make(read(file)), read(file)));
  }

  it('has every command that the code registers, and no other', () => {
    assert.deepEqual(strayCommands(commands, code), []);
  });

  it('has every setting that the code reads, and no other', () => {
    assert.deepEqual(straySettings(settings, code), []);
  });

  it('has every view that the code provides, and no other', () => {
    const views = Object.values<{ id: string }[]>(manifest.contributes.views).flat();
    assert.deepEqual(
      views.map(view => view.id),
      ['gloss.chat', 'gloss.tags'],
    );
    assert.match(code, /registerWebviewViewProvider\(viewId/);
    assert.match(code, /createTreeView\(viewId/);
  });

  it('translates every text: each %key% has one, and each text is used', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(match => match[1] ?? '');
    assert.deepEqual(
      symmetricDifference([...new Set(used)], Object.keys(JSON.parse(read('package.nls.json')))),
      [],
    );
  });

  it('lets only the user’s own settings say where code and keys go', () => {
    // By name, so that none becomes a workspace's by a slip in the catalogue.
    const own = [
      ...['provider', 'model', 'customEndpoints', 'systemPrompt', 'tasks', 'presets', 'explain.audience'],
      ...['timeout.firstToken', 'timeout.stall', 'batch.concurrency'],
      ...['maxCompletionTokens', 'reasoningEffort', 'webSearch', 'webSearchLocation', 'n', 'serviceTier'].map(
        key => `request.${key}`,
      ),
      ...['store', 'metadata', 'promptCacheKey', 'safetyIdentifier', 'prediction'].map(
        key => `request.${key}`,
      ),
    ];
    for (const name of own) {
      assert.equal(
        manifest.contributes.configuration.properties[`gloss.${name}`]?.scope,
        'application',
        name,
      );
    }
  });

  it('lets a workspace that is not trusted change nothing of what is sent', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    const free = settings.filter(
      name =>
        manifest.contributes.configuration.properties[name].scope !== 'application' &&
        !restrictedConfigurations.includes(name),
    );
    assert.deepEqual(free, ['gloss.intent.threshold', 'gloss.translate.keepOriginal']);
  });

  it('pins every dependency to an exact version', () => {
    for (const folder of ['', 'test/bench/', 'test/ui/webview/gfm/']) {
      const { dependencies, devDependencies } = JSON.parse(read(`${folder}package.json`));
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        assert.match(String(version), /^\d+\.\d+\.\d+$/, name);
      }
      assert.doesNotMatch(read(`${folder}package-lock.json`), /"resolved"/);
    }
  });
});

describe('the test of the manifest would notice', () => {
  it('a command without code, and code without a command', () => {
    assert.deepEqual(strayCommands([...commands, 'gloss.more'], code), ['gloss.more']);
    assert.deepEqual(strayCommands(commands.slice(1), code), [commands[0]]);
  });

  it('a setting that nobody reads, and one that package.json lacks', () => {
    assert.deepEqual(straySettings([...settings, 'gloss.more'], code), ['gloss.more']);
    assert.deepEqual(straySettings(settings, `${code}\nreadText('more')`), ['gloss.more']);
  });
});
