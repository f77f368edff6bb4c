import assert from 'node:assert/strict';
import { it } from 'node:test';
import { logFailure } from '../../../src/vscode/services/log.ts';

it('the log has causes, codes and ids, and nobody’s words', () => {
  const lines: string[] = [];
  const log = { warn: (line: string) => void lines.push(line) };
  logFailure(log, 'api.example.com', {
    kind: 'wrongKey',
    status: 401,
    code: 'invalid_api_key',
    param: 'messages[0].content',
    requestId: 'req_1',
    detail: 'Your key sk-canary is wrong',
  });
  logFailure(log, 'api.example.com', {
    kind: 'badRequest',
    code: 'bad key sk-canary\n[info] all is well',
    param: 'p'.repeat(100),
  });
  assert.deepEqual(lines, [
    'api.example.com: wrongKey status=401 code=invalid_api_key param=messages[0].content requestId=req_1',
    'api.example.com: badRequest',
  ]);
});
