// Preloaded into a host (NODE_OPTIONS): writes a line for each list of processes that it asks Windows or PowerShell for.
// With NO_JOBS it has no job objects, as on a computer where a policy forbids them.
const { appendFileSync } = require('node:fs');
const children = require('node:child_process');
const Module = require('node:module');

const { CALLS_FILE = '', NO_JOBS = '' } = process.env;
const tell = (what) => appendFileSync(CALLS_FILE, `${what}\n`);

for (const name of ['spawn', 'execFile']) {
  const real = children[name];
  children[name] = (program, ...more) => {
    if (/powershell/i.test(String(program))) tell('powershell');
    return real(program, ...more);
  };
}
Module.syncBuiltinESMExports();

const load = Module._load;
Module._load = function (request, ...more) {
  const native = load.call(this, request, ...more);
  if (!/koffi/.test(request)) return native;
  const wrapped = (library) => ({
    func(signature) {
      const call = library.func(signature);
      if (signature.includes('CreateToolhelp32Snapshot')) return (...words) => (tell('snapshot'), call(...words));
      if (NO_JOBS !== '' && signature.includes('CreateJobObjectW')) return () => null;
      return call;
    },
  });
  return { load: (name) => wrapped(native.load(name)) };
};
