import { isLikelySecret, isNoExample, isNoPlaceholder } from './isLikelySecret.ts';

/** A form that secrets have. */
export interface SecretKind {
  /** What such a secret is called, to stand before the line that it is in. */
  name: string;
  /**
   * Finds it; what the group `secret` holds is the secret alone. A repetition has a bound, and ends where what comes next
   * begins, so that no text has it try long: texts come with a workspace.
   */
  pattern: RegExp;
  /** Whether what was found is one. @param behind the text that comes after it. */
  isOne?: (found: string, behind: string) => boolean;
  /** How much of the text behind it is part of it, in UTF-16 units; without it nothing. */
  goesOn?: (behind: string) => number;
}

/** Where a word of letters, digits and the signs that keys have begins, be it after a line break in quotes, and where it ends. */
const begin = String.raw`(?:(?<![\w-])|(?<=\\[nrt]))`;
const end = String.raw`(?![\w-])`;

/** A key that everybody knows by its beginning. @param rest a pattern of what comes after that. */
function token(name: string, first: string, rest: string): SecretKind {
  return { name, pattern: new RegExp(`${begin}${first}${rest}${end}`, 'g'), isOne: isNoExample };
}

const keyNames = '(?:api|access|auth|private|signing|encryption|account|shared|master|secret)[_-]?key';

/** What stands after a name and a sign, in quotation marks or not. */
const assigned = String.raw`['"\`]?\]?[ \t]{0,4}(?::|=>|:=|=)[ \t]{0,4}`;

export const secretKinds: readonly SecretKind[] = [
  token('Anthropic key', 'sk-ant-', '[\\w-]{24,200}'),
  token('OpenRouter key', 'sk-or-', '[\\w-]{32,200}'),
  token('OpenAI key', 'sk-', '(?:proj|svcacct|admin|None)-[\\w-]{24,200}'),
  token('OpenAI key', 'sk-', '[A-Za-z0-9]{32,64}'),
  token('GitHub token', 'gh[pousr]_', '[A-Za-z0-9]{36,255}'),
  token('GitHub token', 'github_pat_', '\\w{22,255}'),
  token('GitLab token', 'gl(?:pat|ptt|rt|dt|cbt|ft|agent|oas|soat|imt|ffct)-', '[\\w.-]{20,300}'),
  token('AWS access key', '(?:AKIA|ASIA|ABIA|ACCA)', '[A-Z2-7]{16}'),
  {
    name: 'AWS secret key',
    pattern: new RegExp(
      String.raw`(?:secret_?(?:access)?_?key|aws_?secret)${assigned}['"\`]?(?<secret>[A-Za-z0-9/+]{40})(?![\w/+=-])`,
      'gi',
    ),
    isOne: found => isNoExample(found) && isLikelySecret(found),
  },
  token('Google API key', 'AIza', '[\\w-]{35}'),
  token('Google OAuth secret', 'GOCSPX-', '[\\w-]{28}'),
  token('Google OAuth token', 'ya29\\.', '[\\w-]{20,400}'),
  token('Slack token', 'xox[abeoprs]-', '[\\w-]{10,250}'),
  token('Slack token', 'xapp-', '[\\w-]{20,250}'),
  {
    name: 'Slack webhook',
    pattern: /hooks\.slack\.com\/(?:services|workflows)\/(?<secret>T\w{6,20}\/[AB]\w{6,20}\/\w{16,40})/g,
    isOne: isNoExample,
  },
  {
    name: 'Discord webhook',
    pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{16,20}\/(?<secret>[\w-]{60,80})/g,
  },
  token('Stripe key', '[rs]k_(?:live|test)_', '[A-Za-z0-9]{16,250}'),
  token('Stripe webhook secret', 'whsec_', '[A-Za-z0-9/+]{24,64}'),
  token('Twilio key', 'SK', '[0-9a-f]{32}'),
  token('SendGrid key', 'SG\\.', '[\\w-]{16,32}\\.[\\w-]{16,64}'),
  token('Mailgun key', 'key-', '[0-9a-f]{32}'),
  token('Mailchimp key', '', '[0-9a-f]{32}-us\\d{1,2}'),
  token('npm token', 'npm_', '[A-Za-z0-9]{36}'),
  token('PyPI token', 'pypi-', 'AgE[\\w-]{50,1000}'),
  token('Hugging Face token', 'hf_', '[A-Za-z0-9]{30,60}'),
  token('Groq key', 'gsk_', '[A-Za-z0-9]{48,56}'),
  token('xAI key', 'xai-', '[A-Za-z0-9]{70,90}'),
  token('Perplexity key', 'pplx-', '[A-Za-z0-9]{40,60}'),
  token('Replicate token', 'r8_', '[A-Za-z0-9]{37}'),
  { name: 'Azure storage key', pattern: /\bAccountKey=(?<secret>[A-Za-z0-9/+]{86}==)/g },
  { name: 'Azure shared key', pattern: /\bSharedAccessKey=(?<secret>[A-Za-z0-9/+]{43}=)/g },
  token('Azure client secret', '', '[\\w~.]{3}[0-9]Q~[\\w~.-]{31,34}'),
  token('DigitalOcean token', 'do[oprt]_v1_', '[0-9a-f]{64}'),
  token('Databricks token', 'dapi', '[0-9a-f]{32}(?:-\\d)?'),
  token('Shopify token', 'shp(?:at|ca|pa|ss)_', '[0-9a-fA-F]{32}'),
  token('Square token', 'sq0(?:atp|csp|idp)-', '[\\w-]{22,43}'),
  token('Linear key', 'lin_api_', '[A-Za-z0-9]{40}'),
  token('Notion token', 'ntn_', '[A-Za-z0-9]{40,60}'),
  token('Notion token', 'secret_', '[A-Za-z0-9]{43}'),
  token('Postman key', 'PMAK-', '[0-9a-f]{24}-[0-9a-f]{34}'),
  token('New Relic key', 'NRAK-', '[A-Z0-9]{27}'),
  token('Grafana token', 'glsa_', '[A-Za-z0-9]{32}_[0-9a-f]{8}'),
  token('Vault token', 'hv[bs]\\.', '[\\w-]{24,300}'),
  token('Doppler token', 'dp\\.(?:pt|st|ct)\\.', '[\\w.-]{40,80}'),
  token('Sentry token', 'sntrys_', '[A-Za-z0-9+/=_]{40,300}'),
  token('Terraform token', '', '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,70}'),
  token('Telegram token', '', '\\d{8,10}:AA[\\w-]{33}'),
  token('age key', 'AGE-SECRET-KEY-1', '[0-9A-Z]{58}'),
  token('JSON web token', 'eyJ', '[\\w-]{10,2000}\\.eyJ[\\w-]{10,8000}\\.[\\w-]{16,2000}'),
  {
    name: 'private key',
    pattern:
      /-----BEGIN (?:RSA |DSA |EC |OPENSSH |ENCRYPTED |PGP |SSH2 ENCRYPTED )?PRIVATE KEY(?: BLOCK)?-----/g,
    // Code that reads keys has the line alone.
    isOne: (_found, behind) => /[A-Za-z0-9+/=]{40}/.test(behind.slice(0, 400)),
    goesOn: toEnd,
  },
  {
    name: 'private key',
    pattern: /PuTTY-User-Key-File-\d: /g,
    isOne: (_found, behind) => /Private-Lines: \d/.test(behind),
    goesOn: behind => behind.length,
  },
  {
    name: 'password in an address',
    pattern: /:\/\/[^\s:@/"'`<>]{0,100}:(?<secret>[^\s:@/"'`<>]{3,200})@[\w[.-]/g,
    isOne: isNoPlaceholder,
  },
  {
    name: 'registry token',
    pattern: /:_(?:authToken|password|auth)[ \t]{0,4}=[ \t]{0,4}"?(?<secret>[^\s"'$]{8,400})/g,
    isOne: isLikelySecret,
  },
  {
    name: 'authorization',
    pattern:
      /\bAuthorization['"]?[ \t]{0,4}[:=,][ \t]{0,4}['"`]?(?:Bearer|Basic|token)[ \t]{1,4}(?<secret>[\w+/.~=-]{16,2000})/gi,
    isOne: isLikelySecret,
  },
  {
    name: 'password or key',
    pattern: new RegExp(
      String.raw`(?:passw(?:or)?d|passphrase|secret|token|${keyNames}|credentials?)${assigned}(?<quote>['"\`])(?<secret>[^\s'"\`]{8,200})\k<quote>`,
      'gi',
    ),
    isOne: isLikelySecret,
  },
  {
    name: 'password or key',
    // As in a file of settings, without quotation marks and on a line of its own: in code there would be a variable's name.
    pattern: new RegExp(
      String.raw`^[ \t]{0,40}(?:export )?[\w.-]{2,80}(?<=passw(?:or)?d|passphrase|secret|token|_pwd|${keyNames})[ \t]{0,4}[:=][ \t]{0,4}(?<secret>[^\s'"\`$;,]{8,200})[ \t]{0,8}$`,
      'gim',
    ),
    isOne: isLikelySecret,
  },
];

function toEnd(behind: string): number {
  const end = /-----END[ A-Z0-9]{0,40}-----/.exec(behind);
  return end ? end.index + end[0].length : behind.length;
}
