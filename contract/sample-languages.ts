/** Placeholder of a secret in every sample. */
export const secretInSample = '<secret>';
/** The same, for languages that would have to escape its signs. */
const secretInCmd = '[secret]';

type Body = Readonly<Record<string, unknown>>;
type Printer = (url: string, body: Body) => string;

const pretty = (body: Body): string => JSON.stringify(body, null, 2);

/** Each language makes the call in its usual way, with its standard library only. */
export const samplePrinters = {
  json: (_url, body) => pretty(body),
  curl: (url, body) => `curl -sS -u "$ROTA_USER:$ROTA_PASSWORD" \\
  -H 'Content-Type: application/json; charset=utf-8' \\
  --data-binary @- '${url}' <<'JSON'
${pretty(body)}
JSON
`,
  cmd: (url, body) =>
    `curl.exe -sS -u "%ROTA_USER%:%ROTA_PASSWORD%" -H "Content-Type: application/json" --data-binary ${cmdQuoted(body)} "${url}"\r\n`,
  powershell: (url, body) => `$body = @'
${pretty(body)}
'@
$pair = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($env:ROTA_USER):$($env:ROTA_PASSWORD)"))
Invoke-RestMethod -Method Post -Uri '${url}' -Headers @{ Authorization = "Basic $pair" } \`
  -ContentType 'application/json; charset=utf-8' -Body ([Text.Encoding]::UTF8.GetBytes($body))
`,
  python: (url, body) => `import base64
import json
import os
import urllib.error
import urllib.request

pair = f"{os.environ['ROTA_USER']}:{os.environ['ROTA_PASSWORD']}"
body = ${pythonLiteral(body, 0)}
request = urllib.request.Request(
    "${url}",
    data=json.dumps(body).encode(),
    headers={
        "Content-Type": "application/json; charset=utf-8",
        "Authorization": "Basic " + base64.b64encode(pair.encode()).decode(),
    },
)
try:
    with urllib.request.urlopen(request) as answer:
        print(answer.read().decode())
except urllib.error.HTTPError as refused:
    print(refused.read().decode())
`,
  javascript: (url, body) => `const pair = \`\${process.env.ROTA_USER}:\${process.env.ROTA_PASSWORD}\`;
const body = ${pretty(body)};
const answer = await fetch('${url}', {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json; charset=utf-8',
    Authorization: \`Basic \${Buffer.from(pair).toString('base64')}\`,
  },
  body: JSON.stringify(body),
});
console.log(await answer.text());
`,
  csharp: (url, body) => `using System.Net.Http.Headers;
using System.Text;

var user = Environment.GetEnvironmentVariable("ROTA_USER");
var password = Environment.GetEnvironmentVariable("ROTA_PASSWORD");
var body = """
${pretty(body)}
""";
using var client = new HttpClient();
client.DefaultRequestHeaders.Authorization =
    new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
using var content = new StringContent(body, Encoding.UTF8, "application/json");
using var answer = await client.PostAsync("${url}", content);
Console.WriteLine(await answer.Content.ReadAsStringAsync());
`,
} as const satisfies Record<string, Printer>;

/**
 * A body as one argument of a cmd line. Everything that cmd or its code page could change becomes a JSON escape; quotes and
 * backslashes follow the rule of the C runtime: a backslash before a quote is doubled, the quote is escaped. The placeholder
 * of a secret is not escaped, because a person must find and replace it.
 */
function cmdQuoted(body: Body): string {
  const shown = JSON.stringify(body).replaceAll(JSON.stringify(secretInSample), JSON.stringify(secretInCmd));
  const plain = shown.replace(
    /[^ -~]|[%!&<>|^()]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${plain.replace(/(\\*)"/g, '$1$1\\"')}"`;
}

/** JSON as Python writes it: same strings and numbers, but True, False and None. */
function pythonLiteral(value: unknown, depth: number): string {
  const inner = '    '.repeat(depth + 1);
  const outer = '    '.repeat(depth);
  const block = (open: string, lines: readonly string[], close: string): string =>
    lines.length === 0
      ? open + close
      : `${open}\n${lines.map((line) => `${inner}${line},\n`).join('')}${outer}${close}`;
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value))
    return block(
      '[',
      value.map((item: unknown) => pythonLiteral(item, depth + 1)),
      ']',
    );
  if (typeof value === 'object') {
    const lines = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key)}: ${pythonLiteral(item, depth + 1)}`,
    );
    return block('{', lines, '}');
  }
  return JSON.stringify(value);
}
