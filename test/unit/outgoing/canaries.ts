import { random } from '../random.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const letters = lower + lower.toUpperCase() + digits;
const hex = `${digits}abcdef`;
const base32 = `${lower.toUpperCase()}234567`;

/**
 * Secrets that open nothing, by their kind: made anew from a seed, so that nobody who looks through this repository finds what
 * looks like one. Each is found wherever it stands.
 */
export function canaries(seed: number): [kind: string, secret: string][] {
  const next = random(seed);
  const some = (signs: string, count: number): string =>
    Array.from({ length: count }, () => signs[Math.floor(next() * signs.length)]).join('');
  const word = (count: number) => some(letters, count);
  const claims = (value: unknown) => btoa(JSON.stringify(value)).replace(/=+$/, '');
  return [
    ['OpenAI project', `sk-proj-${some(`${letters}_-`, 120)}${word(4)}`],
    ['OpenAI service account', `sk-svcacct-${word(80)}`],
    ['OpenAI admin', `sk-admin-${word(60)}`],
    ['OpenAI, older', `sk-${word(20)}T3BlbkFJ${word(20)}`],
    ['DeepSeek', `sk-${some(hex, 32)}`],
    ['OpenRouter', `sk-or-v1-${some(hex, 64)}`],
    ['Anthropic', `sk-ant-api03-${some(`${letters}_-`, 92)}${word(3)}`],
    ['Anthropic admin', `sk-ant-admin01-${word(80)}`],
    ['GitHub personal', `ghp_${word(36)}`],
    ['GitHub OAuth', `gho_${word(36)}`],
    ['GitHub user', `ghu_${word(36)}`],
    ['GitHub server', `ghs_${word(36)}`],
    ['GitHub refresh', `ghr_${word(76)}`],
    ['GitHub fine-grained', `github_pat_${word(22)}_${word(59)}`],
    ['GitLab personal', `glpat-${word(20)}`],
    ['GitLab runner', `glrt-${word(20)}`],
    ['GitLab deploy', `gldt-${word(20)}`],
    ['AWS access', `AKIA${some(base32, 16)}`],
    ['AWS session', `ASIA${some(base32, 16)}`],
    ['Google API', `AIza${word(35)}`],
    ['Google OAuth secret', `GOCSPX-${word(28)}`],
    ['Google OAuth token', `ya29.${word(120)}`],
    ['Slack bot', `xoxb-${some(digits, 12)}-${some(digits, 13)}-${word(24)}`],
    ['Slack user', `xoxp-${some(digits, 12)}-${some(digits, 12)}-${some(hex, 32)}`],
    ['Slack app', `xapp-1-A${some(base32, 10)}-${some(digits, 13)}-${some(hex, 64)}`],
    [
      'Slack webhook',
      `https://hooks.slack.com/services/T${some(base32, 10)}/B${some(base32, 10)}/${word(24)}`,
    ],
    ['Discord webhook', `https://discord.com/api/webhooks/${some(digits, 18)}/${word(68)}`],
    ['Stripe live', `sk_live_${word(24)}`],
    ['Stripe test', `sk_test_${word(99)}`],
    ['Stripe restricted', `rk_live_${word(24)}`],
    ['Stripe webhook', `whsec_${word(32)}`],
    ['Twilio', `SK${some(hex, 32)}`],
    ['SendGrid', `SG.${word(22)}.${word(43)}`],
    ['Mailgun', `key-${some(hex, 32)}`],
    ['Mailchimp', `${some(hex, 32)}-us14`],
    ['npm', `npm_${word(36)}`],
    ['PyPI', `pypi-AgEIcHlwaS5vcmc${word(120)}`],
    ['Hugging Face', `hf_${word(34)}`],
    ['Groq', `gsk_${word(52)}`],
    ['xAI', `xai-${word(80)}`],
    ['Perplexity', `pplx-${word(48)}`],
    ['Replicate', `r8_${word(37)}`],
    ['Azure storage', `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${word(86)}==`],
    ['Azure bus', `Endpoint=sb://a.servicebus.windows.net/;SharedAccessKey=${word(43)}=`],
    ['Azure client', `${word(3)}8Q~${word(34)}`],
    ['DigitalOcean', `dop_v1_${some(hex, 64)}`],
    ['Databricks', `dapi${some(hex, 32)}`],
    ['Shopify', `shpat_${some(hex, 32)}`],
    ['Square', `sq0csp-${word(43)}`],
    ['Linear', `lin_api_${word(40)}`],
    ['Notion', `ntn_${word(46)}`],
    ['Postman', `PMAK-${some(hex, 24)}-${some(hex, 34)}`],
    ['New Relic', `NRAK-${some(base32, 27)}`],
    ['Grafana', `glsa_${word(32)}_${some(hex, 8)}`],
    ['Vault', `hvs.${word(92)}`],
    ['Doppler', `dp.pt.${word(43)}`],
    ['Terraform', `${word(14)}.atlasv1.${word(67)}`],
    ['Telegram', `${some(digits, 10)}:AA${word(33)}`],
    ['age', `AGE-SECRET-KEY-1${some(base32, 58)}`],
    [
      'JSON web token',
      `${claims({ alg: 'HS256', typ: 'JWT' })}.${claims({ sub: word(12), iat: 1 })}.${word(43)}`,
    ],
    ['password in an address', `postgres://app:${word(16)}@db.internal:5432/app`],
    ['password of a broker', `amqps://worker:${word(10)}!@10.0.0.7/jobs`],
    [
      'PEM, on one line',
      `-----BEGIN RSA PRIVATE KEY-----\\n${word(64)}\\n${word(64)}\\n-----END RSA PRIVATE KEY-----`,
    ],
    ['PEM, PKCS 8', `-----BEGIN PRIVATE KEY-----\\n${word(64)}==\\n-----END PRIVATE KEY-----`],
    ['OpenSSH', `-----BEGIN OPENSSH PRIVATE KEY-----\\n${word(70)}\\n-----END OPENSSH PRIVATE KEY-----`],
  ];
}

/** Where a secret stands in what people write. */
export const places: readonly ((secret: string) => string)[] = [
  secret => secret,
  secret => `KEY=${secret}\n`,
  secret => `export TOKEN="${secret}"\n`,
  secret => `{ "name": "a", "value": "${secret}" }`,
  secret => `value: ${secret} # rotate\n`,
  secret => `const value = '${secret}';\n`,
  secret => `value = f"${secret}"  # ours\n`,
  secret => `var value = \`${secret}\`\n`,
  secret => `value=${secret}\r\nother=1\r\n`,
  secret => `curl -H "Authorization: Bearer ${secret}" https://api.example.com\n`,
  secret => `https://example.com/?key=${secret}&more=1`,
  secret => `Use \`${secret}\` for staging.`,
  secret => `<add key="Value" value="${secret}" />`,
  secret => `<p>${secret}</p>`,
  secret => `insert into t values (1, '${secret}', null);`,
  secret => `// before: ${secret}\nlet a = 1;\n`,
  secret => `ENV VALUE=${secret}\nRUN make\n`,
  secret => `@@ -1 +1 @@\n-old\n+${secret}\n`,
  secret => `2026-01-01T00:00:00Z INFO sent (${secret}) in 3 ms`,
  secret => `{ "log": "first\\n${secret}\\nlast" }`,
  secret => `Was ist an ${secret}, falsch? 日本語「${secret}」です。`,
];
