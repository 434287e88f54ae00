/** Files that may use timers of their own, each with why it cannot use the engine's clock. */
export const ownTimers = {
  'server/runner/attempt/attempt.ts': 'in a host, which has no such clock: the next look at a child that ends',
  'server/runner/host/host-line.ts': 'a host that does not end in time is killed, whatever clock the engine lives by',
  'server/runner/host/host-pool.ts': 'in a host: what has gathered is reported a few times a second',
  'server/runner/host/open-hosts.ts':
    'memory is given back after a while of real time, whatever clock the engine lives by',
  'server/runner/terminate/kill-process-trees.ts': 'in a host: a second look after a kill',
  'server/runner/terminate/release-keys.ts': 'in a host: keys are looked at until they are up',
  'server/runner/terminate/sweeper.ts': 'in a host: descendants are looked at each second',
  'server/runner/windows/job.ts': 'in a host: Windows tells nobody when a job is empty',
  'electron/server-face.ts': 'the shell outlives the server and its clock',
};

/** Every spelling of a timer. */
export const timers = [
  ':not(MemberExpression) > Identifier[name=/^(setTimeout|setInterval)$/]',
  'ImportDeclaration[source.value=/^(node:)?timers(\\/promises)?$/]',
  'MemberExpression[object.name=/^(globalThis|global|window|self)$/][property.name=/^(setTimeout|setInterval)$/]',
];
