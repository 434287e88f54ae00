import assert from 'node:assert/strict';
import test from 'node:test';
import { connectorApi, consoleApi } from '../../contract/api.ts';
import { bigRequests } from '../bench/loop-requests.ts';

/** Always small input and output: one item, by its id or a short body. */
const small: ReadonlySet<string> = new Set([
  'GET /scheduler/connector-api/process/status/{spid}',
  'POST /scheduler/connector-api/process/cancel/{spid}',
  'POST /api/runs/{id}/rerun',
  // At most 500 runs, each of them short.
  'GET /api/runs/{id}/chain',
  // At most 500 runs are looked at; one picture.
  'GET /api/attention',
  'POST /api/attention/seen',
  'POST /api/attention/not-seen',
  'GET /api/runs/{id}/screen',
  'GET /scheduler/connector-api/worker/list',
  'POST /api/worker/new-id',
  'GET /api/workers',
  'PATCH /api/workers/{id}',
  'POST /api/workers/{id}/drain',
  'POST /api/workers/{id}/maintenance',
  'POST /api/workers/{id}/resume',
  'DELETE /api/workers/{id}',
  'PUT /api/worker-groups/{name}',
  'POST /api/worker-groups/{name}/rename',
  'DELETE /api/worker-groups/{name}',
  'GET /scheduler/connector-api/health',
  'POST /api/session',
  'GET /api/session',
  'DELETE /api/session',
  'POST /api/session/link',
  'GET /api/sign-in',
  'POST /api/sign-in/password',
  'POST /api/sign-in/invitation',
  'POST /api/sign-in/invitation/accept',
  'GET /api/me',
  'PATCH /api/me',
  'POST /api/me/password',
  'GET /api/me/sessions',
  // At most 64 KB.
  'GET /api/me/preferences',
  'PUT /api/me/preferences',
  'DELETE /api/sessions/{id}',
  // At most a thousand sessions, each of them one line.
  'GET /api/sessions',
  // One entry for each person.
  'GET /api/users',
  'POST /api/users',
  'PATCH /api/users/{id}',
  'DELETE /api/users/{id}',
  'POST /api/users/{id}/invitation',
  'DELETE /api/users/{id}/sessions',
  // At most twenty passkeys and ten recovery codes.
  'POST /api/sign-in/identity',
  'POST /api/sign-in/identity/outcome',
  'POST /api/sign-in/code',
  'POST /api/sign-in/passkey/options',
  'POST /api/sign-in/passkey',
  'GET /api/me/factors',
  'POST /api/me/codes',
  'POST /api/me/codes/confirm',
  'POST /api/me/codes/off',
  'POST /api/me/passkeys/options',
  'POST /api/me/passkeys',
  'PATCH /api/me/passkeys/{id}',
  'DELETE /api/me/passkeys/{id}',
  'POST /api/me/identity',
  'DELETE /api/me/identity',
  'DELETE /api/users/{id}/factors/{kind}',
  'GET /api/identity-provider',
  'PUT /api/identity-provider',
  'POST /api/identity-provider/test',
  'DELETE /api/identity-provider',
  // One condition and one sentence; what a look reads is bounded.
  'POST /api/conditions/test',
  'GET /api/schedules/{id}',
  // One number; what it counts is looked at in turns.
  'GET /api/crowd',
  // Five times and ten lines; a walk along a plan has at most 1500 steps and three years.
  'GET /api/schedules/{id}/about',
  'GET /api/schedules/{id}/why',
  'PUT /api/schedules/{id}',
  'DELETE /api/schedules/{id}',
  'POST /api/schedules/{id}/run',
  'POST /api/schedules/{id}/pause',
  'POST /api/schedules/{id}/resume',
  // Its answer has a line for each of at most twenty triggers.
  'POST /api/schedules/{id}/look',
  'POST /api/schedules/{id}/favourite',
  'POST /api/pause',
  'POST /api/resume',
  'POST /api/runs/{id}/watch',
  'POST /api/runs/{id}/cancel',
  'DELETE /api/processes/{name}',
  'POST /api/example',
  // Four templates and the crontab of one user.
  'GET /api/example',
  'POST /api/clients',
  'POST /api/clients/{user}/rotate',
  'DELETE /api/clients/{user}',
  'GET /api/worker',
  'PATCH /api/worker',
  'GET /api/settings',
  'PATCH /api/settings',
  'POST /api/port',
  'POST /api/stop',
  'POST /api/restart',
  'POST /api/zones',
  'DELETE /api/calendars/{name}',
  'DELETE /api/notices/{id}',
  'GET /api/notices/{id}/runs',
  'POST /api/notices/{id}/runs',
  'POST /api/webhooks/{id}/redeliver',
  'POST /api/webhooks/test',
  'GET /api/webhooks/secret',
  'PUT /api/backups/daily',
  'POST /api/backups/{name}/restore',
  'DELETE /api/restore',
  // At most 500 views of a name and an address.
  'GET /api/views',
  'PUT /api/views/{id}',
  'DELETE /api/views/{id}',
  'GET /api/channels',
  'POST /api/channels',
  'POST /api/channels/test',
  'PUT /api/channels/{id}',
  'POST /api/channels/{id}/switch',
  'POST /api/channels/{id}/test',
  'DELETE /api/channels/{id}',
  'GET /api/message-rules',
  'POST /api/message-rules',
  'PUT /api/message-rules/{id}',
  'DELETE /api/message-rules/{id}',
  'GET /api/messages/{id}',
  'POST /api/messages/{id}/send-again',
  'GET /api/fleet',
  'POST /api/fleet/check',
  'POST /api/fleet/create',
  'POST /api/fleet/join',
  'POST /api/fleet/code',
  'POST /api/fleet/bring',
  'POST /api/fleet/leave',
  'PUT /api/vault/{group}',
  'DELETE /api/vault/{group}',
  'PUT /api/vault/{group}/{key}',
  'DELETE /api/vault/{group}/{key}',
]);

test('the bench of what holds the loop knows every endpoint that can give or take much', () => {
  const asked = bigRequests({ runId: 'RUN', spid: 'SPID' }).map(
    ({ method, path }) => `${method} ${path.replace(/\?.*$/, '')}`,
  );
  const all = Object.values({ ...connectorApi, ...consoleApi }).map(({ method, path }) => `${method} ${path}`);
  const isAsked = (endpoint: string) => {
    const pattern = new RegExp(`^${endpoint.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
    return asked.some((one) => pattern.test(one));
  };
  assert.deepEqual(
    all.filter((one) => !small.has(one) && !isAsked(one)),
    [],
    'neither asked nor known as small',
  );
  assert.deepEqual(
    [...small].filter((one) => isAsked(one) || !all.includes(one)),
    [],
    'asked though small, or gone',
  );
});
