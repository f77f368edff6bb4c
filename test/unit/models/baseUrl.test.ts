import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type BaseUrlMistake, checkBaseUrl } from '../../../src/models/baseUrl.ts';

const openai = 'https://api.openai.com';

describe('the address of an endpoint, however it is spelt,', () => {
  const fine: [text: string, baseUrl: string, origin: string][] = [
    [`${openai}/v1`, `${openai}/v1`, openai],
    [` ${openai}/v1/ `, `${openai}/v1`, openai],
    [`\u00A0${openai}/v1//\n`, `${openai}/v1`, openai],
    ['HTTPS://API.OpenAI.com/V1', `${openai}/V1`, openai],
    [`${openai}:443/v1`, `${openai}/v1`, openai],
    [`${openai}:/v1`, `${openai}/v1`, openai],
    [`${openai}./v1`, `${openai}/v1`, openai],
    ['https://api%2Eopenai.com/v1', `${openai}/v1`, openai],
    ['https://%61pi.openai.com/v1', `${openai}/v1`, openai],
    ['https://ａｐｉ.openai.com/v1', `${openai}/v1`, openai],
    ['https://ⓐpi.openai.com/v1', `${openai}/v1`, openai],
    ['https://api。openai．com/v1', `${openai}/v1`, openai],
    ['https://api.open\u200Bai.com/v1', `${openai}/v1`, openai],
    ['https://api.open\tai.com/v1', `${openai}/v1`, openai],
    ['https://api.openai.com/\nv1', `${openai}/v1`, openai],
    ['https:/api.openai.com/v1', `${openai}/v1`, openai],
    ['https:\\\\api.openai.com\\v1', `${openai}/v1`, openai],
    // A backslash ends the host, as a slash does: what follows is a path.
    ['https://api.openai.com\\@evil.example/v1', `${openai}/@evil.example/v1`, openai],
    [`${openai}/a/../v1`, `${openai}/v1`, openai],
    [`${openai}/@evil.example`, `${openai}/@evil.example`, openai],
    [
      'https://api.openai.com.evil.example',
      'https://api.openai.com.evil.example',
      'https://api.openai.com.evil.example',
    ],
    ['https://evil.example/api.openai.com', 'https://evil.example/api.openai.com', 'https://evil.example'],
    [
      'https://127.0.0.1.evil.example/v1',
      'https://127.0.0.1.evil.example/v1',
      'https://127.0.0.1.evil.example',
    ],
    ['https://example.com:8443/a/b', 'https://example.com:8443/a/b', 'https://example.com:8443'],
    ['https://192.168.0.2/v1', 'https://192.168.0.2/v1', 'https://192.168.0.2'],
    ['https://[2001:DB8::1]:8443/v1', 'https://[2001:db8::1]:8443/v1', 'https://[2001:db8::1]:8443'],
    ['http://localhost:11434/v1', 'http://localhost:11434/v1', 'http://localhost:11434'],
    ['http://LOCALHOST./v1', 'http://localhost/v1', 'http://localhost'],
    ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1./v1', 'http://127.0.0.1/v1', 'http://127.0.0.1'],
    ['http://127.1/v1', 'http://127.0.0.1/v1', 'http://127.0.0.1'],
    ['http://2130706433/v1', 'http://127.0.0.1/v1', 'http://127.0.0.1'],
    ['http://0x7f.1/v1', 'http://127.0.0.1/v1', 'http://127.0.0.1'],
    ['http://0177.0.0.1/v1', 'http://127.0.0.1/v1', 'http://127.0.0.1'],
    ['http://１２７.0.0.1/v1', 'http://127.0.0.1/v1', 'http://127.0.0.1'],
    ['http://[::1]:8000/v1', 'http://[::1]:8000/v1', 'http://[::1]:8000'],
    ['http://[0:0:0:0:0:0:0:1]/v1', 'http://[::1]/v1', 'http://[::1]'],
  ];
  for (const [text, baseUrl, origin] of fine) {
    it(`${JSON.stringify(text)} is ${origin}`, () =>
      assert.deepEqual(checkBaseUrl(text), { baseUrl, origin }));
  }

  const refused: Record<BaseUrlMistake, string[]> = {
    invalid: [
      ...[
        '',
        ' ',
        'api.openai.com/v1',
        '//api.openai.com/v1',
        'https://',
        'https:///',
        'https://./',
        'https://a..b/',
      ],
      ...['https://a../', 'https://.a/', 'https://a b/v1', 'https://a.example:99999', 'https://a.example:x'],
      ...['https://[::1', 'https://[fe80::1%25eth0]/', 'https://256.1.1.1/', 'https://a%00.example/'],
      ...['https://℀.example/', 'https://api.openai.com\u202E/v1', 'https://a<b/', 'https://a^b/'],
    ],
    scheme: [
      ...[
        'ftp://example.com',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'data:text/plain,x',
        'ws://a.example',
      ],
      ...['localhost:11434/v1', 'vscode://a.b/c', 'blob:https://api.openai.com/x'],
    ],
    plainHttp: [
      ...['http://api.openai.com/v1', 'http://localhost.evil.example/v1', 'http://127.0.0.1.evil.example/v1'],
      ...[
        'http://evil.example/localhost',
        'http://evil.example/127.0.0.1',
        'http://0/v1',
        'http://0.0.0.0/v1',
      ],
      ...['http://192.168.0.2/v1', 'http://128.0.0.1/v1', 'http://[::]/v1', 'http://[::ffff:127.0.0.1]/v1'],
      ...['http://xlocalhost/v1', 'http://3232235522/v1', 'http://nonexistent.invalid'],
    ],
    credentials: [
      ...[
        'https://key@example.com/v1',
        'https://:pw@example.com/v1',
        'https://api.openai.com@evil.example/v1',
      ],
      ...['https://api.openai.com:443@evil.example/', 'https://api.openai.com%2F@evil.example'],
      ...['http://localhost@evil.example/', 'https://a:b@localhost/?x'],
    ],
    queryOrFragment: [
      ...[
        'https://example.com/v1?key=1',
        'https://example.com/v1?',
        'https://example.com/v1#',
        'https://a.example#x',
      ],
      ...['https://evil.example?api.openai.com', 'https://evil.example#@api.openai.com'],
    ],
    lookalike: [
      ...[
        'https://аpi.openai.com/v1',
        'https://xn--pi-7kc.openai.com/v1',
        'https://XN--PI-7KC.openai.com/v1',
      ],
      ...[
        'https://api.openaı.com/v1',
        'https://api.openai.com∕v1',
        'https://api.οpenai.com',
        'http://lоcalhost/v1',
      ],
      ...['https://straße.example/', 'https://例え.jp/', 'https://a.xn--p1ai/'],
    ],
    linkLocal: [
      ...[
        'http://169.254.169.254/v1',
        'https://169.254.169.254/latest',
        'https://2852039166/',
        'https://0xa9fea9fe/',
      ],
      ...[
        'https://0251.0376.0251.0376/',
        'https://169.254.43518/',
        'https://[fe80::1]/v1',
        'http://[FE80::1]:80/',
      ],
      ...['https://[febf::1]/', 'https://[::ffff:169.254.169.254]/', 'https://[::ffff:a9fe:a9fe]/'],
      ...['https://[64:ff9b::169.254.169.254]/', 'https://[fd00:ec2::254]/'],
    ],
  };
  for (const [mistake, texts] of Object.entries(refused)) {
    for (const text of texts) {
      it(`${JSON.stringify(text)} is refused: ${mistake}`, () =>
        assert.deepEqual(checkBaseUrl(text), { mistake }));
    }
  }
});
