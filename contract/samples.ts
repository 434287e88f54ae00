import { isFileParameter, isFileValue } from './file-value.ts';
import { isSecret, type Parameter, type ParameterSchema } from './process.ts';
import { samplePrinters, secretInSample } from './sample-languages.ts';

export { secretInSample };

export const sampleLanguages = ['json', 'curl', 'cmd', 'powershell', 'python', 'javascript', 'csharp'] as const;
export type SampleLanguage = (typeof sampleLanguages)[number];

/** What a sample calls, and what it sends. */
export interface SampleRequest {
  /** The server's address, without a slash at the end: `http://127.0.0.1:3010`. */
  readonly baseUrl: string;
  readonly process: string;
  readonly parameters: ParameterSchema;
  /** The values of a schedule; null makes empty ones from the schema. */
  readonly values: Readonly<Record<string, unknown>> | null;
  /** The worker's id; null leaves it out. */
  readonly worker: string | null;
}

/** The address that the sample calls. */
export const sampleUrl = ({ baseUrl }: Pick<SampleRequest, 'baseUrl'>): string =>
  `${baseUrl}/scheduler/connector-api/process/start`;

/** The body of a call that runs a process once, now. Never holds a secret. */
export function sampleBody({ process, parameters, values, worker }: SampleRequest): Readonly<Record<string, unknown>> {
  return {
    name: process,
    values: sampleValues(parameters, values),
    runOnce: 'Y',
    runImmediately: 'Y',
    ...(worker === null ? {} : { worker }),
  };
}

function sampleValues(
  { properties, required = [] }: ParameterSchema,
  values: Readonly<Record<string, unknown>> | null,
): Record<string, unknown> {
  const blanks = Object.entries(properties).flatMap(([name, parameter]) => {
    const blank = blankOf(parameter, required.includes(name));
    return blank === undefined ? [] : [[name, blank] as const];
  });
  if (values === null) return Object.fromEntries(blanks);
  const own = Object.entries(values).map(([name, value]) => {
    if (isFileParameter(properties[name]) && isFileValue(value))
      return [name, { name: value.name, content: '<base64>' }] as const;
    return [name, isSecret(properties[name] ?? {}) ? secretInSample : value] as const;
  });
  return Object.fromEntries(own);
}

/** The placeholder for a value that is not known; undefined leaves the value out. */
function blankOf(parameter: Parameter, isRequired: boolean): unknown {
  if (isSecret(parameter)) return isRequired ? secretInSample : undefined;
  if (isFileParameter(parameter)) return isRequired ? { name: 'example.txt', content: 'RXhhbXBsZQ==' } : undefined;
  const known = parameter.default ?? parameter.examples?.[0] ?? parameter.enum?.[0];
  if (known !== undefined || !isRequired) return known;
  switch (parameter.type) {
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return '';
  }
}

/**
 * A call as text that can be pasted and run: user and password come from the environment variables ROTA_USER and
 * ROTA_PASSWORD. Pure; the page shows the same text that the tests run.
 */
export function sampleText(language: SampleLanguage, request: SampleRequest): string {
  return samplePrinters[language](sampleUrl(request), sampleBody(request));
}
