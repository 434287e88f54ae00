// The front door reads bodies with the same rules that the engine reads starts with; the domain itself is behind the engine.
export { readJson, readJsonInSteps } from '../../domain/start/lenient-json.ts';
