import { build } from '../build.ts';
import { runEditorTests } from './runEditorTests.ts';

// Without an executable, `runTests()` downloads the current desktop release.
await build({ tests: true });
await runEditorTests({ host: 'node', editor: process.env['VSCODE_PATH'] ?? 'download' });
