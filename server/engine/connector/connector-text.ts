// `http` reads bodies by the same rules as the engine, but may not import the domain: hence this re-export.
export { readJson, readJsonInSteps } from '../../domain/start/lenient-json.ts';
