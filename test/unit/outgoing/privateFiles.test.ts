import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { privateReasons } from '../../../src/outgoing/privateFiles.ts';

const reason = (path: string, own: readonly string[] = []) => privateReasons({ own })(path);
const below = (path: string, ignoreFile: string, own: readonly string[] = []) =>
  privateReasons({ own, folder: { path: '/home/me/app', ignoreFile } })(`/home/me/app/${path}`);

describe('files that are not sent unasked', () => {
  const secret = [
    ...['.env', '.env.local', '.env.production', 'prod.env', '.ENV', '.envrc', '.dev.vars'],
    ...[
      'server.pem',
      'tls.key',
      'id_rsa',
      'id_ed25519',
      'cert.p12',
      'cert.pfx',
      'release.jks',
      'my.keystore',
    ],
    ...['.ssh/config', 'passwords.kdbx', 'putty.ppk', 'AuthKey_1.p8', '.gnupg/secring.gpg'],
    ...['.npmrc', '.pypirc', '.netrc', '_netrc', '.git-credentials', '.htpasswd', '.pgpass', '.vault-token'],
    ...[
      '.aws/credentials',
      '.kube/config',
      '.docker/config.json',
      '.cargo/credentials.toml',
      '.m2/settings.xml',
    ],
    ...['.config/gcloud/credentials.db', '.config/gh/hosts.yml', 'kubeconfig', 'kubeconfig.yaml'],
    ...['credentials', 'credentials.json', 'credentials.yml', 'secrets.yaml', 'secrets.json', 'secrets.py'],
    ...['terraform.tfstate', 'terraform.tfstate.backup', 'prod.tfvars', 'prod.auto.tfvars.json'],
    ...['service-account-prod.json', 'client_secret_12.json', 'wp-config.php', 'local.settings.json'],
    ...['.bash_history', '.zsh_history', '.node_repl_history', '.python_history'],
  ];
  const plain = [
    ...[
      '.env.example',
      '.env.sample',
      '.env.template',
      'example.env',
      'environment.ts',
      'env.ts',
      'dotenv.js',
    ],
    ...[
      'id_rsa.pub',
      'server.crt',
      'keys.ts',
      'key.ts',
      'keyboard.json',
      'secrets.md',
      'config.json',
      'config',
    ],
    ...[
      'docker/config.json',
      'kube/config.ts',
      'credentials.ts',
      'prod.tfvars.example',
      'main.tf',
      'history.ts',
    ],
    ...[
      'package.json',
      'README.md',
      'src/secrets/index.ts',
      'credentials/user.ts',
      '.env/lib/site.py',
      '.gitignore',
    ],
  ];

  for (const path of secret) {
    it(`are ${path}, anywhere`, () => {
      for (const folder of ['/', '/home/me/app/', '/c:/Users/me/app/deep/', '/home/me/secrets/']) {
        assert.equal(reason(folder + path), 'secrets');
        assert.equal(below(`${folder.slice(1)}${path}`, ''), 'secrets');
      }
    });
  }

  for (const path of plain) {
    it(`are not ${path}`, () => {
      assert.equal(reason(`/home/me/app/${path}`), undefined);
      assert.equal(below(path, ''), undefined);
    });
  }

  it('are what the user says, in folders and by name', () => {
    const own = ['private/', '*.sql', '/docs/plan.md'];
    assert.equal(below('src/private/deep/a.ts', '', own), 'ignored');
    assert.equal(below('dump.SQL', '', own), 'ignored');
    assert.equal(below('docs/plan.md', '', own), 'ignored');
    assert.equal(below('other/docs/plan.md', '', own), undefined);
    assert.equal(reason('/tmp/dump.sql', own), 'ignored');
  });

  it('are not what the user permits', () => {
    assert.equal(below('.npmrc', '', ['!.npmrc']), undefined);
    assert.equal(reason('/home/me/.npmrc', ['!.npmrc']), undefined);
    assert.equal(below('.env', '', ['!.npmrc']), 'secrets');
  });

  it('are what a workspace says, which permits nothing by that', () => {
    const ignoreFile = '# ours\ninternal/\n!internal/public.ts\n!.env\n!*.sql\n*.log\n!keep.log\n';
    assert.equal(below('internal/a.ts', ignoreFile), 'ignored');
    assert.equal(below('a.log', ignoreFile), 'ignored');
    assert.equal(below('keep.log', ignoreFile), undefined);
    assert.equal(below('.env', ignoreFile), 'secrets');
    assert.equal(below('dump.sql', ignoreFile, ['*.sql']), 'ignored');
    assert.equal(below('src/a.ts', ignoreFile), undefined);
  });
});
