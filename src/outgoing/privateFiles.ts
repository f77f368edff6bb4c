import { type IgnoreRule, type IgnoreRules, ignoredBy, readIgnoreFile } from '../tasks/ignoreRules.ts';

/**
 * Why a file is not sent unasked: it is of a kind that holds secrets, somebody has said so of it, or it only looks like one
 * of the workspace and is a link to another.
 */
export type PrivateReason = 'secrets' | 'ignored' | 'outside';

/** What is known to hold secrets, in the form of an ignore file and in small letters; a later line goes before an earlier one. */
const secretFiles = `
# Environments, but for their examples
.env
.env.*
*.env
.envrc
.dev.vars
!.env.example
!.env.sample
!.env.template
!.env.dist
!.env.defaults
!example.env
!sample.env
!template.env

# Private keys and key stores
*.pem
*.key
*.ppk
*.p8
*.p12
*.pfx
*.pkcs12
*.jks
*.jceks
*.bks
*.keystore
*.kdb
*.kdbx
*.keychain
*.keychain-db
*.keytab
*.agekey
id_rsa
id_dsa
id_ecdsa
id_ecdsa_sk
id_ed25519
id_ed25519_sk
**/.ssh/**
**/.gnupg/**
!*.pub
!**/.ssh/known_hosts

# What package managers, version control and the network log in with
.npmrc
.yarnrc.yml
.pypirc
.netrc
_netrc
.git-credentials
**/.gem/credentials
**/.bundle/config
**/.cargo/credentials
**/.cargo/credentials.toml
**/.composer/auth.json
**/.m2/settings.xml
**/.m2/settings-security.xml
.dockercfg
**/.docker/config.json
**/.config/gh/hosts.yml
**/.config/hub
.s3cfg
.boto
.pgpass
.my.cnf
.mylogin.cnf
.htpasswd
.fetchmailrc
.msmtprc
.vault-token
.terraformrc
terraform.rc

# Clouds and clusters
**/.aws/credentials
**/.aws/config
**/.azure/accesstokens.json
**/.azure/msal_token_cache.*
**/.config/gcloud/**
**/.kube/config
**/.oci/config
kubeconfig
kubeconfig.y*ml
*.kubeconfig
*.tfstate
*.tfstate.*
*.tfvars
*.tfvars.json
!*.tfvars.example
application_default_credentials.json
google-services.json
googleservice-info.plist
serviceaccount*.json
service-account*.json
service_account*.json
client_secret*.json
*.publishsettings
*.ovpn
*.mobileprovision

# What people call such files
credentials
credentials.json
credentials.y*ml
credentials.xml
credentials.toml
credentials.ini
credentials.properties
secrets
secrets.*
*.secret
*.secrets
secret.json
secret.y*ml
secret.toml
secret.txt
.secret
.secrets
.secrets.*
passwords.txt
passwords.csv
password.txt
appsettings.secrets.json
local.settings.json
wp-config.php
vault.y*ml
!*.example
!*.sample
!*.template
!*.md

# What was typed or said
.*_history
.node_repl_history
.python_history
.psql_history
.lesshst
consolehost_history.txt
`;

const builtIn = readIgnoreFile(secretFiles);
const ofSecrets: IgnoreRules = new Map([['', builtIn]]);

/** Whose wishes count for a file. */
export interface PrivacyRules {
  /** The user's own, one in each entry as in an ignore file; `!` sends what is known to hold secrets. */
  own: readonly string[];
  /** The path of the workspace folder that the file is in, and what its `.glossignore` says. */
  folder?: { path: string; ignoreFile: string } | undefined;
}

/**
 * Tells why a file is not sent unasked; `undefined` when it may go. What comes with a workspace can only add to the user's list,
 * and take nothing from it. For many files: the rules are read once.
 * @returns a function of a file's path, with slashes, from the root of its file system on. Upper and lower case are the same.
 */
export function privateReasons({ own, folder }: PrivacyRules): (path: string) => PrivateReason | undefined {
  const users = rulesOf(own.join('\n'));
  const at = folder ? plain(folder.path) : '';
  const both = new Map(at === '' ? [['', [...builtIn, ...users]]] : [...ofSecrets, [at, users]]);
  const isIn = (rules: readonly IgnoreRule[]) => ignoredBy(new Map([[at, rules]]), at);
  const isUsers = isIn(users);
  const isFolders = isIn(folder ? rulesOf(folder.ignoreFile) : []);
  return path => {
    const file = plain(path);
    const parent = file.slice(0, Math.max(0, file.lastIndexOf('/')));
    // By the file's own name: a folder may be called anything.
    const isNamedSo = (rules: IgnoreRules) => ignoredBy(rules, parent)(file);
    if (isNamedSo(both)) return isNamedSo(ofSecrets) ? 'secrets' : 'ignored';
    return isUsers(file) || isFolders(file) ? 'ignored' : undefined;
  };
}

function rulesOf(text: string): IgnoreRule[] {
  return readIgnoreFile(text.toLowerCase());
}

function plain(path: string): string {
  return path.toLowerCase().replace(/^\/+|\/+$/g, '');
}
